/// Executes a runbook: start at [dev.lifeboat.engine.RunState], the fold of a run's journal, then
/// [dev.lifeboat.engine.Scheduler], which decides from it and the time, then
/// [dev.lifeboat.engine.RunEngine], which makes events and actions of that without a thread or a
/// clock, and [dev.lifeboat.engine.Runner], which journals the events and carries out the actions.
///
/// Rules kept here:
///
/// - Decisions are pure; only the runner and its actions touch the world. The simulator drives the
///   same engine in virtual time.
/// - Journal before effect: an intent is durable before its request leaves.
/// - No promotion without its fences observed again just before; after it a run only goes forward.
@NullMarked
package dev.lifeboat.engine;

import org.jspecify.annotations.NullMarked;
