package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.measure.Survival;
import java.time.Duration;

/// The second half of a drill: the way home.
///
/// @param took from the healing of the fault until the run ended
/// @param survival of the writes that were acknowledged meanwhile
record Returned(RunState state, Duration took, Survival survival) {}
