package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Performance;

/// The first half of a drill: what was broken, what the run did, what the canary saw.
///
/// @param state of the failover run when it ended or stopped
/// @param course whether it went as the scenario demands, but for how the run ended
/// @param performance once services were in their stride
record DrillFailover(
    DrillMoments timing,
    RunState state,
    Evidence.Result result,
    Criterion course,
    Performance performance) {}
