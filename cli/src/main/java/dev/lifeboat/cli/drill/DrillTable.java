package dev.lifeboat.cli.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.control.DrillEnd;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.drill.RehearsedPlan;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioCourse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Results of every scenario, as `drill --all` prints them.
///
/// @param outcome the gravest of all rows
/// @param basis what the figures rest on; left out where that is the front door
/// @param inLab which plan on other regions was rehearsed; left out where none was
/// @param rows in the order in which they were held
record DrillTable(
    String schema,
    String plan,
    String workload,
    Outcome outcome,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String basis,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RehearsedPlan inLab,
    List<Row> rows) {
  private static final String FORM = "%-21s %-16s %-9s %9s %9s %5s %6s %8s";

  static DrillTable of(
      String plan,
      String workload,
      @Nullable String basis,
      @Nullable RehearsedPlan inLab,
      List<Row> rows) {
    var worst = Outcome.gravest(rows.stream().map(Row::outcome).toList());
    return new DrillTable("lifeboat.drills/v1", plan, workload, worst, basis, inLab, rows);
  }

  /// One scenario.
  ///
  /// @param recovery how it had to recover
  /// @param why empty when passed
  /// @param run null when the drill had not even begun
  /// @param rtoSeconds null when not measured, as the other figures
  /// @param performanceRatio of the recovered service against before
  /// @param totalSeconds of the whole drill
  record Row(
      String scenario,
      ScenarioCourse recovery,
      Outcome outcome,
      @Nullable String why,
      @Nullable String run,
      @Nullable Double rtoSeconds,
      @Nullable Double rpoSeconds,
      @Nullable Long lost,
      @Nullable Double performanceRatio,
      @Nullable Double totalSeconds) {

    static Row of(DrillEnd end) {
      return switch (end) {
        case DrillEnd.Held(var scenario, var result) -> of(scenario, result);
        case DrillEnd.NotBegun(var scenario, var problem) -> notBegun(scenario, problem);
      };
    }

    private static Row of(Scenario scenario, DrillResult result) {
      var measured = result.measured();
      var writes = measured.writes();
      var criteria = result.comparison().criteria();
      return new Row(
          scenario.word(),
          scenario.recovery(),
          result.outcome(),
          result.head().verdict().why(),
          result.run(),
          measured.rto().seconds(),
          measured.rpo().seconds(),
          writes == null ? null : writes.lost(),
          criteria == null ? null : criteria.performance().ratio(),
          result.head().totalSeconds());
    }

    private static Row notBegun(Scenario scenario, Problem problem) {
      return new Row(
          scenario.word(),
          scenario.recovery(),
          Outcome.of(problem.code()),
          "%s %s".formatted(problem.code(), problem.happened()),
          null,
          null,
          null,
          null,
          null,
          null);
    }

    private String line() {
      return FORM.formatted(
              scenario,
              recovery.word(),
              outcome.word(),
              figure("%.2f s", rtoSeconds),
              figure("%.2f s", rpoSeconds),
              figure("%d", lost),
              figure("%.2f", performanceRatio),
              figure("%.0f s", totalSeconds))
          + (why == null ? "" : "  " + why);
    }

    private static String figure(String form, @Nullable Object figure) {
      return figure == null ? "-" : String.format(Locale.ROOT, form, figure);
    }
  }

  /// The table, then its verdict, then what its figures rest on if not the front door.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        FORM.formatted("scenario", "recovery", "outcome", "RTO", "RPO", "lost", "speed", "took"));
    rows.forEach(row -> lines.add(row.line()));
    long passed = rows.stream().filter(row -> row.outcome() == Outcome.PASSED).count();
    var verdict = outcome.word().toUpperCase(Locale.ROOT);
    lines.add("%s  %d of %d scenarios passed".formatted(verdict, passed, rows.size()));
    if (basis != null) {
      lines.add("basis: " + basis);
    }
    if (inLab != null) {
      lines.add("in lab: " + inLab.phrase());
    }
    return lines;
  }
}
