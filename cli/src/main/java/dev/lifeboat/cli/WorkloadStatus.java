package dev.lifeboat.cli;

import dev.lifeboat.history.Proof;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One workload's row of `status`.
///
/// @param readiness `ready`, `unproven`, `not-ready` or `unknown`
/// @param region where the writer is; null when not known
/// @param openRun null when none is open
/// @param lastDrill null when it was never drilled
/// @param watch what the newest watch of it saw
/// @param holds what holds an automatic failover back; empty when nothing does
/// @param lapses of its databases: those that go on, else the newest
/// @param copies how far they are behind
/// @param proofs what the drills of each scenario prove of the plan as it is now
/// @param why it is not ready; empty if it is
record WorkloadStatus(
    String workload,
    String readiness,
    @Nullable String region,
    @Nullable String openRun,
    double rtoObjectiveSeconds,
    double rpoObjectiveSeconds,
    @Nullable LastDrill lastDrill,
    WatchStatus.Watch watch,
    List<WatchStatus.Row> holds,
    List<AsyncWindowRow> lapses,
    ReplicaLagRow copies,
    List<Proof> proofs,
    List<String> why) {
  // An unknown is worse than a known lack of proof, and a known defect is worse than both.
  private static final List<String> WORST_FIRST = List.of("not-ready", "unknown", "unproven");

  WorkloadStatus {
    holds = List.copyOf(holds);
    lapses = List.copyOf(lapses);
    proofs = List.copyOf(proofs);
    why = List.copyOf(why);
  }

  static String worst(List<WorkloadStatus> rows) {
    for (var word : WORST_FIRST) {
      if (rows.stream().anyMatch(row -> row.readiness().equals(word))) {
        return word;
      }
    }
    return "ready";
  }

  /// Where it runs, and what was measured beside its objectives.
  String figures(Instant now) {
    var where = region == null ? "" : "in " + region + ", ";
    if (lastDrill == null) {
      return where
          + "never drilled; objectives RTO %s, RPO %s"
              .formatted(
                  Spans.objective(rtoObjectiveSeconds), Spans.objective(rpoObjectiveSeconds));
    }
    return where
        + "measured RTO %s of %s, RPO %s of %s (drill %s, %s)"
            .formatted(
                Spans.seconds(lastDrill.rtoSeconds()),
                Spans.objective(rtoObjectiveSeconds),
                Spans.seconds(lastDrill.rpoSeconds()),
                Spans.objective(rpoObjectiveSeconds),
                lastDrill.scenario(),
                lastDrill.ago(now));
  }

  String line(Instant now) {
    return String.format(
        Locale.ROOT,
        "  %-12s %-10s %s%s",
        workload,
        readiness,
        figures(now),
        openRun == null ? "" : ", run " + openRun + " is open");
  }

  /// The watch, what holds it, the lapses and the copies, each in a line.
  List<String> factLines(Instant now) {
    return Stream.of(
            new WatchStatus(watch, holds).lines(now).stream(),
            lapses.stream().map(lapse -> lapse.line(now)),
            Stream.of(copies.line()),
            proofs.stream().map(proof -> History.line(proof, now)))
        .flatMap(lines -> lines)
        .toList();
  }
}
