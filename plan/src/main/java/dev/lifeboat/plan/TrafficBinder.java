package dev.lifeboat.plan;

import dev.lifeboat.plan.Traffic.Form;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Binds a [Traffic].
final class TrafficBinder implements ResourceBinder {
  static final List<String> LAB_KEYS = List.of("port");

  @Override
  public String type() {
    return Traffic.TYPE;
  }

  @Override
  public List<String> keys() {
    return List.of("to", "mode", "ttl", "lab", AwsBinder.KEY);
  }

  @Override
  public Optional<Resource> bind(
      String name, PlanValue cursor, Fields fields, Map<String, String> siblings) {
    var to =
        fields
            .required("to", "name the service that answers")
            .flatMap(value ->
                DeclaredNames.resource(value, siblings, List.of(Service.TYPE), "of this workload"));
    var form = form(fields);
    var port =
        fields
            .optional("lab")
            .map(value -> value.fields(LAB_KEYS))
            .flatMap(lab -> lab.optional("port"))
            .flatMap(value -> value.number(1, 65_535));
    var aws = AwsTrafficBinder.bind(name, fields, form);
    return cursor.make(() ->
        new Traffic(
            name,
            to.orElseThrow(),
            form,
            port.map(OptionalInt::of).orElse(OptionalInt.empty()),
            aws));
  }

  private static Traffic.Form form(Fields fields) {
    var mode = fields.choice("mode", Traffic.Mode.PROXY, List.of(Traffic.Mode.values()));
    return switch (mode) {
      case DNS -> new Form.Dns(ttl(fields));
      case PROXY -> {
        refuseTtl(fields, "is of no use to a proxy");
        yield new Form.Proxy();
      }
      case ACCELERATOR -> {
        refuseTtl(fields, "is of no use to an accelerator");
        yield new Form.Accelerator();
      }
    };
  }

  private static void refuseTtl(Fields fields, String why) {
    fields
        .optional("ttl")
        .ifPresent(ttl -> ttl.wrongAtKey(why, "write 'mode: dns', or leave it out"));
  }

  private static Duration ttl(Fields fields) {
    var ttl = fields.duration("ttl", Form.Dns.DEFAULT, Form.Dns.SHORTEST, Form.Dns.LONGEST);
    if (Form.Dns.isWhole(ttl)) {
      return ttl;
    }
    fields
        .optional("ttl")
        .ifPresent(it -> it.wrong("is " + DurationText.of(ttl), "DNS knows whole seconds alone"));
    return Form.Dns.DEFAULT;
  }
}
