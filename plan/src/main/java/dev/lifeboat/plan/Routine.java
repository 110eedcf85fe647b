package dev.lifeboat.plan;

import java.time.Instant;
import java.util.Optional;

/// Work on a workload, and promises of it, while nothing is wrong. No run reads either, so that
/// what drills proved stays proven whatever a calendar says.
///
/// @param tier that it names, whose calendar goes first
/// @param drills the plan's calendar, which that of a tier goes before
/// @param maintenance when planned work is expected; empty for at any time
/// @param slo what is promised over all; empty if nothing is
public record Routine(
    Optional<Tier> tier, DrillRhythm drills, Optional<MoveWindow> maintenance, Optional<Slo> slo) {
  /// Of a workload of which a plan says nothing.
  public static final Routine NONE =
      new Routine(Optional.empty(), DrillRhythm.NONE, Optional.empty(), Optional.empty());

  /// Of a workload of which a plan says no more than its tier.
  static Routine of(Tier tier, DrillRhythm drills) {
    return new Routine(Optional.of(tier), drills, Optional.empty(), Optional.empty());
  }

  DrillRhythm.Turn turn(DrillRhythm.Kind kind, Objectives objectives) {
    return tier.flatMap(it -> it.drills().turn(kind, "tier " + it.name()))
        .or(() -> drills.turn(kind, "kind"))
        .orElseGet(() -> DrillRhythm.usual(kind, objectives.rto()));
  }

  /// That `now` is no time for planned work, in words; empty if it is.
  public Optional<String> outOfHours(Instant now) {
    return maintenance
        .filter(window -> !window.opening(now).isAt(now))
        .map(window ->
            "not within maintenance, %s: it begins at %s"
                .formatted(window, window.opening(now).begin()));
  }
}
