package dev.lifeboat.cli.move;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.control.PlanMove;
import dev.lifeboat.control.PlanMove.Part;
import dev.lifeboat.control.Words;
import dev.lifeboat.runbook.RunbookJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of each workload of a plan, or what would.
///
/// @param dryRun whether nothing was done
/// @param target where all writers shall be; left out where none is moved or known
/// @param exitCode of the first that is not there; 0 when all are
record PlanMoveDocument(
    String schema,
    String plan,
    String mode,
    boolean dryRun,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String target,
    List<Row> workloads,
    int exitCode) {
  /// One workload, in the order in which they move.
  ///
  /// @param outcome `there`, `possible`, `impossible`, `refused`, `not-begun`, or that of its run
  /// @param why empty where there is nothing to say
  /// @param code of what refused it; left out elsewhere
  /// @param run left out where none was opened
  /// @param runbook the hash of what would be done; left out elsewhere
  record Row(
      String workload,
      String outcome,
      String why,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String code,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String run,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String runbook,
      int exitCode) {

    private static Row of(Part part) {
      return switch (part) {
        case Part.There(var name, var region) ->
            new Row(name, "there", "its writer is in " + region, null, null, null, 0);
        case Part.Seen(var name, var outlook) -> {
          boolean possible = part.holds();
          yield new Row(
              name,
              possible ? "possible" : "impossible",
              possible
                  ? "writes at risk: " + outlook.writesAtRisk()
                  : String.join("; ", outlook.goals().obstacles()),
              null,
              null,
              RunbookJson.hash(outlook.runbook()),
              possible ? 0 : ExitCode.NOT_READY);
        }
        case Part.Ran(var name, var stopped) -> {
          var phase = stopped.state().phase();
          yield new Row(
              name,
              Words.of(phase),
              Words.why(phase),
              null,
              stopped.state().run().value(),
              null,
              RunDocument.exitCode(phase));
        }
        case Part.Refused(var name, var problem) ->
            new Row(
                name,
                "refused",
                problem.happened(),
                problem.code().name(),
                null,
                null,
                problem.code().exitCode());
        case Part.Interrupted(var name) ->
            new Row(
                name,
                "paused",
                "interrupted; 'lifeboat runs --open' names its run, if it had one",
                null,
                null,
                null,
                ExitCode.INTERRUPTED);
      };
    }

    private String line(Options options) {
      var resumed =
          run == null || exitCode == 0 || RunDocument.isOver(outcome)
              ? ""
              : "; go on with  " + options.resume(run);
      var told = (code == null ? "" : code + " ") + why + resumed;
      return "  %-16s %-12s %s".formatted(workload, outcome, told).stripTrailing();
    }
  }

  /// What would be done.
  static PlanMoveDocument seen(PlanMove move, List<Part> parts) {
    return of(move, parts, true);
  }

  /// What was done.
  static PlanMoveDocument run(PlanMove move, List<Part> parts) {
    return of(move, parts, false);
  }

  private static PlanMoveDocument of(PlanMove move, List<Part> parts, boolean dryRun) {
    var rows = new ArrayList<>(parts.stream().map(Row::of).toList());
    move.workloads().stream()
        .skip(parts.size())
        .map(it ->
            new Row(
                it.workload().name(),
                "not-begun",
                "it was to come after that",
                null,
                null,
                null,
                ExitCode.INTERRUPTED))
        .forEach(rows::add);
    return new PlanMoveDocument(
        "lifeboat.plan-move/v1",
        move.workloads().getFirst().file().plan().name(),
        move.request().mode().word(),
        dryRun,
        move.target().orElse(null),
        rows,
        rows.stream().mapToInt(Row::exitCode).filter(it -> it != 0).findFirst().orElse(0));
  }

  List<String> lines(Options options) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s of all workloads of %s%s: %d of %d %s"
            .formatted(
                mode,
                plan,
                Optional.ofNullable(target).map(" to %s"::formatted).orElse(""),
                workloads.stream().filter(row -> row.exitCode() == 0).count(),
                workloads.size(),
                dryRun ? "possible; nothing has been changed" : "done"));
    workloads.forEach(row -> lines.add(row.line(options)));
    return lines;
  }
}
