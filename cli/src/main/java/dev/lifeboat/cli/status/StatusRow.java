package dev.lifeboat.cli.status;

import dev.lifeboat.cli.drill.History;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.control.WorkloadStatus;
import dev.lifeboat.history.Proof;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.runbook.RunId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One workload's row of `status`.
///
/// @param readiness `ready`, `unproven`, `not-ready` or `unknown`
/// @param region where the writer is; null when not known
/// @param failed the checks of the writer that failed just now; null if it answers or nobody looked
/// @param openRun null when none is open
/// @param lastDrill null when none is known
/// @param drillsKnown whether there is a state folder and every run could be read; if not, there
///   may be others
/// @param watch what the newest watch of it saw
/// @param holds what holds an automatic failover back; empty when nothing does
/// @param lapses of its databases: those that go on, else the newest
/// @param copies how far they are behind
/// @param backups of each database in each of its vaults
/// @param proofs what the drills of each scenario prove of the plan as it is now
/// @param why it is not ready; empty if it is
record StatusRow(
    String workload,
    String readiness,
    @Nullable String region,
    @Nullable String failed,
    @Nullable String openRun,
    double rtoObjectiveSeconds,
    double rpoObjectiveSeconds,
    @Nullable LastDrill lastDrill,
    boolean drillsKnown,
    WatchStatus.Watch watch,
    List<WatchStatus.Row> holds,
    List<LapseRow> lapses,
    ReplicaLagRow copies,
    List<BackupAgeRow> backups,
    List<Proof> proofs,
    List<String> why) {

  /// @param searched whether there was a state folder to look for drills in
  static StatusRow of(WorkloadStatus of, boolean searched, Instant now) {
    var objectives = of.workload().objectives();
    var watch = WatchStatus.of(of.protection().watch(), now);
    return new StatusRow(
        of.workload().name(),
        of.readiness().word(),
        of.writer().map(WorkloadStatus.SeenWriter::region).orElse(null),
        of.writer().flatMap(WorkloadStatus.SeenWriter::failed).orElse(null),
        of.openRun().map(RunId::value).orElse(null),
        SpanText.number(objectives.rto()),
        SpanText.number(objectives.rpo()),
        LastDrill.of(of.proofs(), now).orElse(null),
        searched && of.proofs().unread().isEmpty(),
        watch.watch(),
        watch.holds(),
        of.protection().lapses().stream().map(lapse -> LapseRow.of(lapse, now)).toList(),
        ReplicaLagRow.of(of.protection().copies()),
        BackupAgeRow.of(of.protection().backups(), now),
        of.proofs().rows(now),
        of.why());
  }

  /// Where it runs, and what was measured beside its objectives.
  String figures(Instant now) {
    var where =
        region == null
            ? ""
            : "in " + region + (failed == null ? ", " : ", which does not answer, ");
    var rto = SpanText.objective(rtoObjectiveSeconds);
    var rpo = SpanText.objective(rpoObjectiveSeconds);
    return where
        + (lastDrill == null
            ? "%s; objectives RTO %s, RPO %s"
                .formatted(drillsKnown ? "never drilled" : "drills unknown", rto, rpo)
            : "%s%s, %s (%sdrill %s, %s)"
                .formatted(
                    lastDrill.rtoSeconds() != null && lastDrill.recovered() ? "measured " : "",
                    figure("RTO", lastDrill, lastDrill.rtoSeconds(), rto),
                    figure("RPO", lastDrill, lastDrill.rpoSeconds(), rpo),
                    drillsKnown ? "" : "newest known ",
                    lastDrill.scenario(),
                    lastDrill.ago(now)));
  }

  /// What a drill measured that recovered nothing says nothing of a recovery.
  private static String figure(
      String of, LastDrill drill, @Nullable Double seconds, String objective) {
    return seconds != null && drill.recovered()
        ? "%s %s of %s".formatted(of, Spans.seconds(seconds), objective)
        : "%s not %s (objective %s)"
            .formatted(of, seconds == null ? "measured" : "proven", objective);
  }

  String line(Instant now) {
    var open = openRun == null ? "" : ", run " + openRun + " is open";
    return "%-12s %-10s %s%s".formatted(workload, readiness, figures(now), open);
  }

  /// The watch, what holds it, the lapses, the copies, the backups, failed checks, the proofs and
  /// what is in the way, each in a line.
  List<String> facts(Instant now) {
    return Stream.of(
            new WatchStatus(watch, holds).lines(now).stream(),
            lapses.stream().map(lapse -> lapse.line(now)),
            Stream.of(copies.line()),
            backups.stream().map(backup -> backup.line(now)),
            backups.stream()
                .flatMap(backup -> Stream.ofNullable(backup.why()))
                .distinct()
                .map(why -> "warning: " + why),
            Stream.ofNullable(failed)
                .map(checks -> "%s does not answer: %s".formatted(region, checks)),
            proofs.stream().map(proof -> History.line(proof, drillsKnown, now)),
            why.stream())
        .flatMap(lines -> lines)
        .toList();
  }
}
