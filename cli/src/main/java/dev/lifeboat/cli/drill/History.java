package dev.lifeboat.cli.drill;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.control.PastDrills;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.history.Proof;
import dev.lifeboat.history.Trend;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Proofs by past drills of a plan, as `drill --history` prints them.
///
/// @param state the folder of the runs that were read, in full; it need not be there
public record History(String schema, String plan, String at, List<Row> workloads, String state) {

  /// One workload.
  ///
  /// @param proven whether its recovery is proven by drills of the plan as it is now
  /// @param why it is not; null if it is
  /// @param known whether there is a state folder and every run could be read
  record Row(
      String workload, boolean proven, @Nullable String why, List<Proof> scenarios, boolean known) {
    String verdict() {
      return proven ? "PROVEN" : (known ? "UNPROVEN  " : "UNKNOWN  ") + why;
    }
  }

  /// Reads the runs below the state folder.
  ///
  /// @param workload the only one; null for all
  static History of(PlanFile file, @Nullable String workload, Path state, Instant now)
      throws ProblemException {
    var rows = new ArrayList<Row>();
    var records = new RunRecords(state);
    var runs = records.list();
    var missing = RunRecords.missing(state);
    for (var each : file.plan().workloads().values()) {
      if (workload == null || each.name().equals(workload)) {
        var proofs = new PastDrills(state, file, each).read(records, runs);
        var why = missing.or(() -> proofs.unproven(now));
        rows.add(
            new Row(
                each.name(),
                why.isEmpty(),
                why.orElse(null),
                proofs.rows(now),
                missing.isEmpty() && proofs.unread().isEmpty()));
      }
    }
    return new History(
        "lifeboat.proofs/v1", file.plan().name(), now.toString(), rows, state.toString());
  }

  boolean proven() {
    return workloads.stream().allMatch(Row::proven);
  }

  /// The verdict of each workload, then a line a scenario, then by which folder.
  List<String> lines(Instant now) {
    var lines = new ArrayList<String>();
    for (var row : workloads) {
      lines.add("%s/%s  %s".formatted(plan, row.workload(), row.verdict()));
      row.scenarios().forEach(proof -> lines.add("  " + line(proof, row.known(), now)));
    }
    lines.add(StateFolder.told(state, now));
    return lines;
  }

  /// One scenario.
  ///
  /// @param known whether every run could be read; if not, more may have been held
  public static String line(Proof proof, boolean known, Instant now) {
    return "%-21s %-8s %s; %s%s, %d passed, %d missed%s; RTO %s; RPO %s%s%s"
        .formatted(
            proof.scenario(),
            proof.standing().state().word(),
            age(proof, now),
            known ? "" : "at least ",
            Count.of(proof.held().drills(), "drill"),
            proof.held().passed(),
            proof.held().missed(),
            proof.held().others() == 0
                ? ""
                : ", %d failed, refused, not ready or interrupted".formatted(proof.held().others()),
            trend(proof.rto()),
            trend(proof.rpo()),
            proof.newest().basis() == null ? "" : "; basis: " + proof.newest().basis(),
            proof.standing().why() == null ? "" : "; " + proof.standing().why());
  }

  private static String age(Proof proof, Instant now) {
    return Optional.ofNullable(proof.proven().ageSeconds())
        .map(seconds ->
            "proven " + Spans.ago(now.minus(Duration.ofMillis(Math.round(seconds * 1e3))), now))
        .orElse("never proven with this plan");
  }

  private static String trend(Trend trend) {
    if (trend.last() == null) {
      return "not measured by a passed drill";
    }
    if (trend.median() == null) {
      return Spans.seconds(trend.last());
    }
    var ratio = trend.ratio() == null ? "" : String.format(Locale.ROOT, " (x %.2f)", trend.ratio());
    return "%s, median before %s%s"
        .formatted(Spans.seconds(trend.last()), Spans.seconds(trend.median()), ratio);
  }
}
