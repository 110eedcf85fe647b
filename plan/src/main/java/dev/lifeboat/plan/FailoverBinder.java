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
                  .duration("every", Duration.ofSeconds(1), Detect.SHORTEST, Detect.LONGEST)
                  .number("failures", 3, 1, Detect.MOST_FAILURES))
          .duration(
              "coolDown", FailoverPolicy.COOL_DOWN, Duration.ZERO, FailoverPolicy.LONGEST_COOL_DOWN)
          .within(
              "atMost",
              Keys.of("At most")
                  .number("failovers", AT_MOST.failovers(), 1, AtMost.MOST_FAILOVERS)
                  .duration("in", AT_MOST.in(), AtMost.SHORTEST, AtMost.LONGEST))
          .within(
              "flapping",
              Keys.of("Flapping")
                  .number("dips", FLAPPING.dips(), 1, Flapping.MOST_DIPS)
                  .duration("in", FLAPPING.in(), Flapping.SHORTEST, Flapping.LONGEST)
                  .duration("lasting", FLAPPING.lasting(), Duration.ZERO, Flapping.LONGEST_LASTING))
          .choice("beyondRpo", BeyondRpo.REFUSE)
          .choice("reprotect", REPROTECT.trigger())
          .duration("after", REPROTECT.after(), Duration.ZERO, ReprotectPolicy.LONGEST_AFTER);

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
