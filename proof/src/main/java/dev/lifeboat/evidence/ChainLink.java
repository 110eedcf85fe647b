package dev.lifeboat.evidence;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.runbook.RunId;
import java.time.Instant;
import java.util.List;

/// Where a sealed folder stands among the runs of its workload.
///
/// @param epoch that it began with
/// @param lastEpoch its highest: an undo has one of its own
/// @param seal the SHA-256 of the last line of its journal, which a later run names
/// @param predecessors as its opening names them; empty where no chain was kept
public record ChainLink(
    String plan,
    String workload,
    RunId run,
    Instant openedAt,
    long epoch,
    long lastEpoch,
    String seal,
    List<Predecessor> predecessors) {
  public ChainLink {
    predecessors = List.copyOf(predecessors);
  }

  static ChainLink of(RunState state, Instant openedAt, String seal) {
    return new ChainLink(
        state.runbook().plan(),
        state.runbook().workload(),
        state.run(),
        openedAt,
        state.opened().epoch(),
        state.epoch(),
        seal,
        state.opened().predecessors());
  }
}
