package dev.lifeboat.lab.check;

import dev.lifeboat.agent.state.CommitGateState;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RegionState;
import dev.lifeboat.guard.LeaseWord;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.CommitGate;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the writers of a workload acknowledge commits only while their region holds the lease,
/// and holds it by votes, and a synchronous one only once its replica has them. Without the first a
/// region that lost it may go on acknowledging beside the new writer.
public final class GateFindings {
  private GateFindings() {}

  /// Nothing of a region that is silent: then its fences say what was known last.
  public static List<String> of(LabClients clients, Workload workload, String writer)
      throws InterruptedException {
    RegionState seen;
    try {
      seen = clients.agent(writer).state();
    } catch (IOException silent) {
      return List.of();
    }
    var findings = new ArrayList<String>();
    seen.word(workload.name()).ifPresent(it -> findings.add(of(workload.name(), writer, it)));
    var databases = workload.resources(Database.class);
    for (var database : databases) {
      Optional.ofNullable(seen.databases().get(database.name()))
          .map(DatabaseState::commitGate)
          .flatMap(it -> of(database.name(), writer, it))
          .ifPresent(findings::add);
    }
    for (var database : databases) {
      Optional.ofNullable(seen.databases().get(database.name()))
          .filter(_ -> database.replication() == Replication.SYNCHRONOUS)
          .map(it -> it.server().sql())
          .flatMap(it -> of(database.name(), writer, it.replication()))
          .ifPresent(findings::add);
    }
    for (var bucket : workload.resources(Bucket.class)) {
      if (clients.answersEarly(writer, bucket.name()).orElse(false)) {
        findings.add(
            "'%s' in %s answers before its replica has what was written, although the plan says synchronous; it waits for one again once that has caught up, after 'lifeboat reprotect'"
                .formatted(bucket.name(), writer));
      }
    }
    return List.copyOf(findings);
  }

  /// As after a move that was undone: the writer was told to wait for nobody, and then not again.
  ///
  /// @param receivers of its log, its commit gate among them
  static Optional<String> of(
      String database, String writer, List<DatabaseState.Replica> receivers) {
    boolean waits =
        receivers.stream()
            .filter(it -> !it.applicationName().equals(CommitGate.NAME))
            .anyMatch(it -> it.syncState().equals("sync"));
    return waits
        ? Optional.empty()
        : Optional.of(
            "'%s' in %s has no replica that it waits for, although the plan says synchronous; it gets one with 'lifeboat reprotect'"
                .formatted(database, writer));
  }

  /// Nobody's lease is a proof while it counts, and when it is over the writer stops.
  static String of(String workload, String writer, LeaseWord word) {
    return "'%s' is written in %s by a person's word (%s), which counts for %d min more; bring a voter back, or give it again with 'lifeboat override'"
        .formatted(workload, writer, word.text(), Duration.ofMillis(word.leftMillis()).toMinutes());
  }

  /// What is wrong with one; empty when nothing is.
  static Optional<String> of(String database, String writer, CommitGateState gate) {
    return Optional.of(
            Problem.lasting(
                Code.LB3015,
                "'%s' in %s: %s".formatted(database, writer, gate.words()),
                "a commit there may be acknowledged after the lease is over, beside a new writer",
                "take the setting back there, with RESET of ALTER ROLE, DATABASE or SYSTEM"))
        .filter(_ -> !gate.inForce())
        .map(Problem::phrase);
  }
}
