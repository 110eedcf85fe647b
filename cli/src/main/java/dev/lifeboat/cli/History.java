package dev.lifeboat.cli;

import dev.lifeboat.history.Proof;
import dev.lifeboat.history.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What past drills of a plan prove, as `drill --history` prints it.
record History(String schema, String plan, String at, List<Row> workloads) {
  static final String SCHEMA = "lifeboat.proofs/v1";

  History {
    workloads = List.copyOf(workloads);
  }

  /// One workload.
  ///
  /// @param proven whether its recovery is proven by drills of the plan as it is now
  /// @param why it is not; null if it is
  record Row(String workload, boolean proven, @Nullable String why, List<Proof> scenarios) {
    Row {
      scenarios = List.copyOf(scenarios);
    }
  }

  static History of(String plan, Instant now, List<Row> rows) {
    return new History(SCHEMA, plan, now.toString(), rows);
  }

  /// The verdict of each workload, then a line a scenario.
  List<String> lines(Instant now) {
    var lines = new ArrayList<String>();
    for (var row : workloads) {
      lines.add(
          "%s/%s  %s"
              .formatted(plan, row.workload(), row.proven() ? "PROVEN" : "UNPROVEN  " + row.why()));
      row.scenarios().forEach(proof -> lines.add("  " + line(proof, now)));
    }
    return lines;
  }

  /// One scenario.
  static String line(Proof proof, Instant now) {
    return String.format(
        Locale.ROOT,
        "%-21s %-8s %s; %d drills, %d passed, %d missed; RTO %s; RPO %s%s",
        proof.scenario(),
        proof.state().word(),
        age(proof, now),
        proof.drills(),
        proof.passed(),
        proof.missed(),
        trend(proof.rto()),
        trend(proof.rpo()),
        proof.why() == null ? "" : "; " + proof.why());
  }

  private static String age(Proof proof, Instant now) {
    return Optional.ofNullable(proof.ageSeconds())
        .map(seconds ->
            "proven " + Spans.ago(now.minus(Duration.ofMillis(Math.round(seconds * 1e3))), now))
        .orElse("never proven with this plan");
  }

  private static String trend(Trend trend) {
    if (trend.last() == null) {
      return "not measured";
    }
    if (trend.median() == null) {
      return String.format(Locale.ROOT, "%.2f s", trend.last());
    }
    return String.format(
        Locale.ROOT,
        "%.2f s, median before %.2f s%s",
        trend.last(),
        trend.median(),
        trend.ratio() == null ? "" : String.format(Locale.ROOT, " (x %.2f)", trend.ratio()));
  }
}
