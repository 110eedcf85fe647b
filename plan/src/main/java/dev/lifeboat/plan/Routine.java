package dev.lifeboat.plan;

import java.util.Optional;

/// What is done for a workload, and promised of it, while nothing is wrong. No run reads it, so that
/// what drills proved stays proven whatever a calendar says.
///
/// @param tier that it names; empty if none
/// @param drills the plan's calendar, which that of a tier goes before
public record Routine(Optional<Tier> tier, DrillRhythm drills) {
  /// Of a workload of which a plan says nothing.
  public static final Routine NONE = new Routine(Optional.empty(), DrillRhythm.NONE);

  DrillRhythm.Turn turn(DrillRhythm.Kind kind, Objectives objectives) {
    return tier.flatMap(it -> it.drills().turn(kind, "tier " + it.name()))
        .or(() -> drills.turn(kind, "kind"))
        .orElseGet(() -> DrillRhythm.usual(kind, objectives.rto()));
  }
}
