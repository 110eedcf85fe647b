package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.scenario.Criterion;
import java.util.Optional;

/// The first half of a drill: what was broken, what the run did, what the canary saw.
///
/// @param state of the failover run when it ended or stopped
/// @param measurement empty when the canary's log could not be read
/// @param why of a missing measurement; empty otherwise
/// @param course whether it went as the scenario demands, but for how the run ended
record DrillFailover(
    DrillMoments timing,
    RunState state,
    Optional<Measurement> measurement,
    String why,
    Criterion course) {}
