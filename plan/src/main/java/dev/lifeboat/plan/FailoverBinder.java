package dev.lifeboat.plan;

import dev.lifeboat.plan.FailoverPolicy.AtMost;
import dev.lifeboat.plan.FailoverPolicy.BeyondRpo;
import dev.lifeboat.plan.FailoverPolicy.Detect;
import dev.lifeboat.plan.FailoverPolicy.Flapping;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.KeyType.Keys;
import java.time.Duration;

/// Binds `failover` of a workload.
final class FailoverBinder {
  private static final AtMost AT_MOST = AtMost.standard();
  private static final Flapping FLAPPING = Flapping.standard();
  private static final ReprotectPolicy REPROTECT = ReprotectPolicy.standard();

  static final Keys KEYS =
      Keys.of("Failover")
          // Moving a business without asking anybody is for a plan to say, never a default.
          .choice("trigger", Trigger.APPROVAL)
          .within(
              "detect",
              Keys.of("Detect")
                  .or("every", Detect.EVERY, Duration.ofSeconds(1))
                  .or("failures", Detect.FAILURES, 3))
          .or("coolDown", FailoverPolicy.COOL_DOWNS, FailoverPolicy.COOL_DOWN)
          .within(
              "atMost",
              Keys.of("At most")
                  .or("failovers", AtMost.FAILOVERS, AT_MOST.failovers())
                  .or("in", AtMost.IN, AT_MOST.in()))
          .within(
              "flapping",
              Keys.of("Flapping")
                  .or("dips", Flapping.DIPS, FLAPPING.dips())
                  .or("in", Flapping.IN, FLAPPING.in())
                  .or("lasting", Flapping.LASTING, FLAPPING.lasting()))
          .choice("beyondRpo", BeyondRpo.REFUSE)
          .choice("reprotect", REPROTECT.trigger())
          .or("after", ReprotectPolicy.AFTERS, REPROTECT.after());

  private FailoverBinder() {}

  static FailoverPolicy bind(Fields fields) {
    var detect = fields.within("detect");
    var atMost = fields.within("atMost");
    var flapping = fields.within("flapping");
    return new FailoverPolicy(
        fields.get("trigger", Trigger.class),
        new Detect(detect.get("every", Duration.class), detect.get("failures", Integer.class)),
        fields.get("coolDown", Duration.class),
        new AtMost(atMost.get("failovers", Integer.class), atMost.get("in", Duration.class)),
        new Flapping(
            flapping.get("dips", Integer.class),
            flapping.get("in", Duration.class),
            flapping.get("lasting", Duration.class)),
        fields.get("beyondRpo", BeyondRpo.class),
        new ReprotectPolicy(
            fields.get("reprotect", Trigger.class), fields.get("after", Duration.class)));
  }
}
