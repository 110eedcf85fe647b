package dev.lifeboat.cli;

import dev.lifeboat.agent.state.CommitGateState;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether the writers of a workload acknowledge commits only while their region holds the lease.
/// Without that a region that lost it may go on acknowledging beside the new writer.
final class GateFindings {
  private GateFindings() {}

  /// Nothing of a region that is silent: then its fences say what was known last.
  static List<String> of(LabClients clients, Workload workload, String writer)
      throws InterruptedException {
    Map<String, DatabaseState> seen;
    try {
      seen = clients.agent(writer).state().databases();
    } catch (IOException silent) {
      return List.of();
    }
    return workload.resources(Database.class).stream()
        .map(Database::name)
        .flatMap(name ->
            Optional.ofNullable(seen.get(name)).map(DatabaseState::commitGate).stream()
                .flatMap(gate -> of(name, writer, gate).stream()))
        .toList();
  }

  /// What is wrong with one; empty when nothing is.
  static Optional<String> of(String database, String writer, CommitGateState gate) {
    return gate.inForce()
        ? Optional.empty()
        : Optional.of(
            Readinesses.phrase(
                Problem.lasting(
                    Code.LB3015,
                    "'%s' in %s: %s".formatted(database, writer, gate.words()),
                    "a commit there may be acknowledged after the lease is over, beside a new"
                        + " writer",
                    "take the setting back there, with RESET of ALTER ROLE, DATABASE or SYSTEM")));
  }
}
