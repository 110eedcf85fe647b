package dev.lifeboat.plan;

import dev.lifeboat.plan.FailoverPolicy.AtMost;
import dev.lifeboat.plan.FailoverPolicy.BeyondRpo;
import dev.lifeboat.plan.FailoverPolicy.Detect;
import dev.lifeboat.plan.FailoverPolicy.Flapping;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.KeyType.Keys;
import java.util.Optional;

/// Binds `failover` of a workload.
final class FailoverBinder {
  // Moving a business without asking anybody is for a plan to say, never a default.
  /// automatic: the watch, if three views agree. approval: the watch asks a person. manual: nothing
  /// begins by itself.
  private static final PlanKey<Trigger> TRIGGER = PlanKey.choice("trigger", Trigger.APPROVAL);

  /// How the loss of the primary region is noticed.
  private static final PlanKey<Object> DETECT =
      Keys.of("Detect", Detect.EVERY, Detect.FAILURES).within("detect");

  /// How many automatic failovers there may be before a person has to look.
  private static final PlanKey<Object> AT_MOST =
      Keys.of("At most", AtMost.FAILOVERS, AtMost.IN).within("atMost");

  /// When a primary that comes and goes counts as flapping, and how long it must then stay down.
  private static final PlanKey<Object> FLAPPING =
      Keys.of("Flapping", Flapping.DIPS, Flapping.IN, Flapping.LASTING).within("flapping");

  /// refuse: while the copies in the recovery region are further behind than the RPO, no failover
  /// is automatic. allow: it is.
  private static final PlanKey<BeyondRpo> BEYOND_RPO =
      PlanKey.choice("beyondRpo", BeyondRpo.REFUSE);

  static final Keys KEYS =
      Keys.of("Failover", TRIGGER, DETECT, FailoverPolicy.COOL_DOWN, AT_MOST, FLAPPING)
          .and(BEYOND_RPO, ReprotectPolicy.TRIGGER, ReprotectPolicy.AFTER)
          .and(OutagePolicy.ON, OutagePolicy.USERS_AFTER);

  /// As one that the plan does not say.
  static final FailoverPolicy STANDARD = bind(Fields.none(KEYS), Optional.empty());

  private FailoverBinder() {}

  static FailoverPolicy bind(Fields fields, Optional<MoveWindow> maintenance) {
    var detect = fields.within(DETECT);
    var atMost = fields.within(AT_MOST);
    var flapping = fields.within(FLAPPING);
    return new FailoverPolicy(
        fields.get(TRIGGER),
        new Detect(detect.get(Detect.EVERY), detect.get(Detect.FAILURES)),
        fields.get(FailoverPolicy.COOL_DOWN),
        new AtMost(atMost.get(AtMost.FAILOVERS), atMost.get(AtMost.IN)),
        new Flapping(
            flapping.get(Flapping.DIPS), flapping.get(Flapping.IN), flapping.get(Flapping.LASTING)),
        fields.get(BEYOND_RPO),
        new ReprotectPolicy(fields.get(ReprotectPolicy.TRIGGER), fields.get(ReprotectPolicy.AFTER)),
        new OutagePolicy(
            fields.get(OutagePolicy.ON), fields.get(OutagePolicy.USERS_AFTER), maintenance));
  }
}
