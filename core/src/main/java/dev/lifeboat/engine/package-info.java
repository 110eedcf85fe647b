/// Executes a runbook: start at [dev.lifeboat.engine.RunState], the fold of a run's journal, then
/// [dev.lifeboat.engine.Scheduler], which decides from it and the time, and
/// [dev.lifeboat.engine.Runner], which does what was decided and journals what happened.
///
/// Rules kept here:
///
/// - Decisions are pure; only the runner and its calls touch the world.
/// - Journal before effect: an intent is durable before its request leaves.
/// - No promotion without its fences observed again just before; after it a run only goes forward.
@NullMarked
package dev.lifeboat.engine;

import org.jspecify.annotations.NullMarked;
