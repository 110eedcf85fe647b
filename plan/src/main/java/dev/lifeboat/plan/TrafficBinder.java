package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.ResourceBinder.Unbound;
import dev.lifeboat.plan.Traffic.Form;
import java.time.Duration;
import java.util.Optional;

/// Binds a [Traffic].
final class TrafficBinder {
  /// The service of the workload that answers.
  private static final PlanKey<String> TO =
      Names.TYPE.key("to").required("name the service that answers");

  /// What leads to the region that serves: a proxy at the edge, a name that resolves to it, or, on
  /// AWS alone, an accelerator.
  private static final PlanKey<Traffic.Mode> MODE = PlanKey.choice("mode", Traffic.Mode.PROXY);

  static final Keys KEYS = Keys.ofResource("Traffic", Traffic.TYPE, TO, MODE, Form.Dns.TTL);

  private TrafficBinder() {}

  static Optional<Resource> bind(Unbound traffic) {
    var fields = traffic.fields();
    var to = fields.value(TO).flatMap(value -> traffic.siblings().named(value, Service.TYPE));
    var form = form(fields);
    var values = traffic.values();
    return fields.make(() -> new Traffic(traffic.name(), to.orElseThrow(), form, values));
  }

  private static Traffic.Form form(Fields fields) {
    var mode = fields.get(MODE);
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
        .value(Form.Dns.TTL)
        .ifPresent(ttl -> ttl.wrongAtKey(why, "write 'mode: dns', or leave it out"));
  }

  private static Duration ttl(Fields fields) {
    var ttl = fields.read(Form.Dns.TTL).orElse(Form.Dns.DEFAULT);
    if (Form.Dns.isWhole(ttl)) {
      return ttl;
    }
    fields
        .value(Form.Dns.TTL)
        .ifPresent(it -> it.wrong("is " + DurationText.of(ttl), "DNS knows whole seconds alone"));
    return Form.Dns.DEFAULT;
  }
}
