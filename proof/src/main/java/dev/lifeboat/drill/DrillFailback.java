package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Criterion;
import java.time.Duration;
import java.util.Optional;

/// The second half of a drill: the way home.
///
/// @param reprotect the run that made the old side a replica again before; empty when it was one
/// @param took from the healing of the fault until the run ended
/// @param survival of the writes that were acknowledged meanwhile
/// @param integrity whether both regions hold the same of the drill's writes now
/// @param data of both regions, before the writer came home and now
/// @param ledger what the old side had alone
record DrillFailback(
    RunState state,
    Optional<RunId> reprotect,
    Duration took,
    Survival survival,
    Criterion integrity,
    DrillResult.Data data,
    DrillLedger ledger) {}
