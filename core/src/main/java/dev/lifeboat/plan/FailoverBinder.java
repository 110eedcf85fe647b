package dev.lifeboat.plan;

import dev.lifeboat.plan.FailoverPolicy.Detect;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Binds `failover` of a workload.
final class FailoverBinder {
  static final List<String> KEYS = List.of("trigger", "detect");
  static final List<String> DETECT_KEYS = List.of("every", "failures");

  /// Moving a business without asking anybody is for a plan to say, never a default.
  static final Trigger DEFAULT_TRIGGER = Trigger.APPROVAL;

  static final Duration DEFAULT_EVERY = Duration.ofSeconds(1);
  static final int DEFAULT_FAILURES = 3;

  private FailoverBinder() {}

  static FailoverPolicy bind(Optional<Cursor> cursor) {
    var fields = cursor.map(c -> c.fields(KEYS));
    var trigger =
        fields
            .map(f -> f.choice("trigger", DEFAULT_TRIGGER, List.of(Trigger.values())))
            .orElse(DEFAULT_TRIGGER);
    var detect =
        fields
            .flatMap(f -> f.optional("detect"))
            .map(FailoverBinder::detect)
            .orElse(new Detect(DEFAULT_EVERY, DEFAULT_FAILURES));
    return new FailoverPolicy(trigger, detect);
  }

  private static Detect detect(Cursor cursor) {
    var fields = cursor.fields(DETECT_KEYS);
    return new Detect(
        fields.duration("every", DEFAULT_EVERY, Detect.SHORTEST, Detect.LONGEST),
        fields.number("failures", DEFAULT_FAILURES, 1, Detect.MOST_FAILURES));
  }
}
