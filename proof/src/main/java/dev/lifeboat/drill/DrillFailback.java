package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.measure.WritePause;
import dev.lifeboat.measure.Writes;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Criterion;
import java.time.Instant;
import java.util.Optional;

/// The second half of a drill: the way home.
///
/// @param reprotect the run that made the old side a replica again before; empty when it was one
/// @param from when the fault was healed
/// @param until when the run was over
/// @param measured the writes that were acknowledged meanwhile
/// @param pause of those writes, the longest; empty when it was not measured
/// @param integrity whether both regions hold the same of the drill's writes now
/// @param data of both regions, before the writer came home and now
/// @param ledger what the old side had alone
record DrillFailback(
    RunState state,
    Optional<RunId> reprotect,
    Instant from,
    Instant until,
    Evidence.Result measured,
    Optional<WritePause> pause,
    Criterion integrity,
    DrillResult.Data data,
    DrillLedger ledger) {

  Survival survival() {
    return measured
        .measurement()
        .map(Measurement::writes)
        .map(Writes::survival)
        .orElseGet(() -> new Survival.Unknown(measured.why()));
  }
}
