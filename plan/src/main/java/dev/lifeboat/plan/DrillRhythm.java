package dev.lifeboat.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// One calendar of drills: how long each kind may be left.
///
/// @param every by kind; what it does not name is for other calendars to say
public record DrillRhythm(Map<Kind, Duration> every) {
  /// What is drilled.
  public enum Kind implements WordedChoice {
    /// People walk through a scenario.
    TABLETOP,
    /// One part is broken, and the region stays.
    COMPONENT,
    /// It is recovered beside the primary.
    ISOLATED,
    /// The region is lost.
    FULL
  }

  /// Turn of one kind of drill.
  ///
  /// @param by whose calendar says so, in words
  public record Turn(Duration every, String by) {}

  /// Of whoever says nothing.
  static final DrillRhythm NONE = new DrillRhythm(Map.of());

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration QUARTER = Duration.ofDays(91);
  private static final Duration HALF_YEAR = Duration.ofDays(182);

  public DrillRhythm {
    var copy = new EnumMap<Kind, Duration>(Kind.class);
    copy.putAll(every);
    every = Collections.unmodifiableMap(copy);
  }

  Optional<Turn> turn(Kind kind, String by) {
    return Optional.ofNullable(every.get(kind)).map(it -> new Turn(it, by));
  }

  /// Where no calendar says anything: the figures of the documents that Lifeboat began with. The
  /// whole region goes by the RTO, as tiers do.
  static Turn usual(Kind kind, Duration rto) {
    return switch (kind) {
      case TABLETOP, COMPONENT -> new Turn(MONTH, "kind");
      case ISOLATED -> new Turn(QUARTER, "kind");
      case FULL -> new Turn(usual(rto), "rto");
    };
  }

  private static Duration usual(Duration rto) {
    if (rto.compareTo(Tier.PREMIUM.rto()) <= 0) {
      return MONTH;
    }
    return rto.compareTo(Tier.STANDARD.rto()) <= 0 ? QUARTER : HALF_YEAR;
  }
}
