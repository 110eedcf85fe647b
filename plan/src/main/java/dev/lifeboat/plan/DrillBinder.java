package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.time.Duration;
import java.util.EnumMap;

/// Binds a calendar of drills.
final class DrillBinder {
  /// Left out: 30d.
  private static final PlanKey<Duration> TABLETOP = every("tabletop");

  /// Left out: 30d.
  private static final PlanKey<Duration> COMPONENT = every("component");

  /// Left out: 91d.
  private static final PlanKey<Duration> ISOLATED = every("isolated");

  /// Left out: 30d for an rto up to 15m, 91d up to 1h, else 182d.
  private static final PlanKey<Duration> FULL = every("full");

  static final Keys KEYS = Keys.of("Drills", TABLETOP, COMPONENT, ISOLATED, FULL);

  private DrillBinder() {}

  private static PlanKey<Duration> every(String kind) {
    return PlanKey.span(kind, Duration.ofDays(1), DurationText.LONGEST);
  }

  static DrillRhythm bind(Fields fields) {
    var every = new EnumMap<DrillRhythm.Kind, Duration>(DrillRhythm.Kind.class);
    fields.read(TABLETOP).ifPresent(it -> every.put(DrillRhythm.Kind.TABLETOP, it));
    fields.read(COMPONENT).ifPresent(it -> every.put(DrillRhythm.Kind.COMPONENT, it));
    fields.read(ISOLATED).ifPresent(it -> every.put(DrillRhythm.Kind.ISOLATED, it));
    fields.read(FULL).ifPresent(it -> every.put(DrillRhythm.Kind.FULL, it));
    return every.isEmpty() ? DrillRhythm.NONE : new DrillRhythm(every);
  }
}
