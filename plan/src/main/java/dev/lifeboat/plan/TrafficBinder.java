package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.ResourceBinder.Unbound;
import dev.lifeboat.plan.Traffic.Form;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Binds a [Traffic].
final class TrafficBinder {
  static final Keys KEYS =
      Keys.ofResource("Traffic", Traffic.TYPE)
          .required("to", Names.TYPE, "name the service that answers")
          .choice("mode", Traffic.Mode.PROXY)
          .optional("ttl", Form.Dns.TTL)
          .within("lab", Keys.of("Traffic in the lab").optional("port", Traffic.PORT));

  private TrafficBinder() {}

  static Optional<Resource> bind(Unbound traffic) {
    var fields = traffic.fields();
    var to =
        fields
            .value("to")
            .flatMap(value ->
                DeclaredNames.resource(
                    value, traffic.siblings(), List.of(Service.TYPE), "of this workload"));
    var form = form(fields);
    var port =
        fields.within("lab").read("port", Integer.class).stream().mapToInt(it -> it).findFirst();
    var values = traffic.values();
    return fields.make(() -> new Traffic(traffic.name(), to.orElseThrow(), form, port, values));
  }

  private static Traffic.Form form(Fields fields) {
    var mode = fields.get("mode", Traffic.Mode.class);
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
    fields.value("ttl").ifPresent(ttl -> ttl.wrongAtKey(why, "write 'mode: dns', or leave it out"));
  }

  private static Duration ttl(Fields fields) {
    var ttl = fields.read("ttl", Duration.class).orElse(Form.Dns.DEFAULT);
    if (Form.Dns.isWhole(ttl)) {
      return ttl;
    }
    fields
        .value("ttl")
        .ifPresent(it -> it.wrong("is " + DurationText.of(ttl), "DNS knows whole seconds alone"));
    return Form.Dns.DEFAULT;
  }
}
