/// Tries moves of a workload by the million in virtual time: start at
/// [dev.lifeboat.simulate.Simulation].
///
/// The product decides: runbook compiler, engine, scheduler, detector, claims on the placement,
/// voters and holders are the very classes of production. Around them a world is simulated that
/// breaks as a real one does (docs/simulator.md says what it takes for granted).
///
/// Rules kept here:
///
/// - One seed, one story: chance comes from the seed alone, time is virtual, nothing is iterated in
///   an order that could differ.
/// - The world is at least as unkind as the real one, and the checker sees the truth.
/// - Inside the hot loop time is a `long` of nanoseconds since the world began; it ends in `Nanos`.
@NullMarked
package dev.lifeboat.simulate;

import org.jspecify.annotations.NullMarked;
