package dev.lifeboat.plan;

import dev.lifeboat.plan.FailoverPolicy.AtMost;
import dev.lifeboat.plan.FailoverPolicy.BeyondRpo;
import dev.lifeboat.plan.FailoverPolicy.Detect;
import dev.lifeboat.plan.FailoverPolicy.Flapping;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Binds `failover` of a workload.
final class FailoverBinder {
  static final List<String> KEYS =
      List.of(
          "trigger", "detect", "coolDown", "atMost", "flapping", "beyondRpo", "reprotect", "after");
  static final List<String> DETECT_KEYS = List.of("every", "failures");
  static final List<String> AT_MOST_KEYS = List.of("failovers", "in");
  static final List<String> FLAPPING_KEYS = List.of("dips", "in", "lasting");

  /// Moving a business without asking anybody is for a plan to say, never a default.
  static final Trigger DEFAULT_TRIGGER = Trigger.APPROVAL;

  static final Duration DEFAULT_EVERY = Duration.ofSeconds(1);
  static final int DEFAULT_FAILURES = 3;

  private FailoverBinder() {}

  static FailoverPolicy bind(Optional<PlanValue> cursor) {
    var byDefault = new Detect(DEFAULT_EVERY, DEFAULT_FAILURES);
    return cursor
        .map(FailoverBinder::policy)
        .orElseGet(() -> new FailoverPolicy(DEFAULT_TRIGGER, byDefault));
  }

  private static FailoverPolicy policy(PlanValue cursor) {
    var fields = cursor.fields(KEYS);
    return new FailoverPolicy(
        fields.choice("trigger", DEFAULT_TRIGGER, List.of(Trigger.values())),
        fields
            .optional("detect")
            .map(FailoverBinder::detect)
            .orElse(new Detect(DEFAULT_EVERY, DEFAULT_FAILURES)),
        fields.duration(
            "coolDown", FailoverPolicy.COOL_DOWN, Duration.ZERO, FailoverPolicy.LONGEST_COOL_DOWN),
        fields.optional("atMost").map(FailoverBinder::atMost).orElse(AtMost.standard()),
        fields.optional("flapping").map(FailoverBinder::flapping).orElse(Flapping.standard()),
        fields.choice("beyondRpo", BeyondRpo.REFUSE, List.of(BeyondRpo.values())),
        reprotect(fields));
  }

  private static ReprotectPolicy reprotect(Fields fields) {
    var byDefault = ReprotectPolicy.standard();
    return new ReprotectPolicy(
        fields.choice("reprotect", byDefault.trigger(), List.of(Trigger.values())),
        fields.duration("after", byDefault.after(), Duration.ZERO, ReprotectPolicy.LONGEST_AFTER));
  }

  private static Detect detect(PlanValue cursor) {
    var fields = cursor.fields(DETECT_KEYS);
    return new Detect(
        fields.duration("every", DEFAULT_EVERY, Detect.SHORTEST, Detect.LONGEST),
        fields.number("failures", DEFAULT_FAILURES, 1, Detect.MOST_FAILURES));
  }

  private static AtMost atMost(PlanValue cursor) {
    var fields = cursor.fields(AT_MOST_KEYS);
    var byDefault = AtMost.standard();
    return new AtMost(
        fields.number("failovers", byDefault.failovers(), 1, AtMost.MOST_FAILOVERS),
        fields.duration("in", byDefault.in(), AtMost.SHORTEST, AtMost.LONGEST));
  }

  private static Flapping flapping(PlanValue cursor) {
    var fields = cursor.fields(FLAPPING_KEYS);
    var byDefault = Flapping.standard();
    return new Flapping(
        fields.number("dips", byDefault.dips(), 1, Flapping.MOST_DIPS),
        fields.duration("in", byDefault.in(), Flapping.SHORTEST, Flapping.LONGEST),
        fields.duration("lasting", byDefault.lasting(), Duration.ZERO, Flapping.LONGEST_LASTING));
  }
}
