package dev.lifeboat.cli.move;

import dev.lifeboat.engine.RunWords;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.control.Move;
import dev.lifeboat.control.PlanMove;
import dev.lifeboat.control.PlanMove.Part;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.RunbookJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of each workload of a plan, or what would.
///
/// @param dryRun whether nothing was done
/// @param target where all writers shall be; left out where none is moved or known
/// @param exitCode 130 when it was interrupted, else of what went wrong the gravest; 0 when all are
///   there
record PlanMoveDocument(
    String schema,
    String plan,
    String mode,
    boolean dryRun,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String target,
    List<Row> workloads,
    int exitCode) {
  private static final List<Integer> GRAVEST_FIRST =
      List.of(
          ExitCode.INTERRUPTED,
          ExitCode.REFUSED,
          ExitCode.FAILED,
          ExitCode.NOT_READY,
          ExitCode.BAD_USAGE);

  /// One workload, in the order in which they move.
  ///
  /// @param outcome `there`, `possible`, `impossible`, `refused`, `failed`, `not-begun`, or that of
  ///   its run
  /// @param why empty where there is nothing to say
  /// @param code of what was in the way; left out elsewhere
  /// @param fix what to do about that; left out elsewhere
  /// @param run left out where none is known
  /// @param runbook the hash of what would be done; left out elsewhere
  record Row(
      String workload,
      String outcome,
      String why,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String code,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fix,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String run,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String runbook,
      int exitCode) {

    private static Row of(Part part) {
      return switch (part) {
        case Part.There(var name, var region) ->
            plain(name, "there", "its writer is in " + region, 0);
        case Part.Seen(var name, var outlook) -> seen(name, outlook, part.holds());
        case Part.Ran(var name, var stopped) -> {
          var phase = stopped.state().phase();
          var run = stopped.state().run().value();
          int exitCode = RunDocument.exitCode(phase);
          yield new Row(name, RunWords.of(phase), RunWords.why(phase), null, null, run, null, exitCode);
        }
        case Part.Refused(var name, var problem) ->
            hindered(name, "refused", Optional.empty(), problem);
        case Part.Failed(var name, var run, var problem) -> hindered(name, "failed", run, problem);
        case Part.Interrupted(var name) ->
            plain(
                name,
                "paused",
                "interrupted; 'lifeboat runs --open' names its run, if it had one",
                ExitCode.INTERRUPTED);
      };
    }

    private static Row plain(String workload, String outcome, String why, int exitCode) {
      return new Row(workload, outcome, why, null, null, null, null, exitCode);
    }

    private static Row seen(String workload, Move.Outlook outlook, boolean possible) {
      return new Row(
          workload,
          possible ? "possible" : "impossible",
          possible
              ? "writes at risk: " + outlook.writesAtRisk()
              : String.join("; ", outlook.goals().obstacles()),
          null,
          null,
          null,
          RunbookJson.hash(outlook.runbook()),
          possible ? 0 : ExitCode.NOT_READY);
    }

    private static Row hindered(
        String workload, String outcome, Optional<RunId> run, Problem problem) {
      return new Row(
          workload,
          outcome,
          problem.happened(),
          problem.code().name(),
          problem.action(),
          run.map(RunId::value).orElse(null),
          null,
          problem.code().exitCode());
    }

    private String line(Options options) {
      var told = new StringBuilder(code == null ? "" : code + " ").append(why);
      if (run != null && !RunDocument.isOver(outcome)) {
        told.append("; go on with  ").append(options.resume(run));
      } else if (fix != null) {
        told.append("; do  ").append(fix);
      }
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
            Row.plain(
                it.workload().name(),
                "not-begun",
                "it was to come after that",
                ExitCode.INTERRUPTED))
        .forEach(rows::add);
    return new PlanMoveDocument(
        "lifeboat.plan-move/v1",
        move.workloads().getFirst().file().plan().name(),
        move.request().mode().word(),
        dryRun,
        move.target().orElse(null),
        rows,
        GRAVEST_FIRST.stream()
            .filter(grave -> rows.stream().anyMatch(row -> row.exitCode() == grave))
            .findFirst()
            .orElse(0));
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
