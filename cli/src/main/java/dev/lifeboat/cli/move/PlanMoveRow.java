package dev.lifeboat.cli.move;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.control.Move;
import dev.lifeboat.control.PlanMove.Part;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.RunbookJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One workload, in the order in which they move.
///
/// @param outcome `there`, `possible`, `impossible`, `refused`, `failed`, `not-begun`, or that of
///   its run
/// @param why empty where there is nothing to say
/// @param code of what was in the way; left out elsewhere
/// @param fix what to do about that; left out elsewhere
/// @param run left out where none is known
/// @param runbook the hash of what would be done; left out elsewhere
record PlanMoveRow(
    String workload,
    String outcome,
    String why,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String code,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fix,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String run,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String runbook,
    int exitCode) {

  static PlanMoveRow of(Part part) {
    return switch (part) {
      case Part.There(var name, var region) ->
          plain(name, "there", "its writer is in " + region, 0);
      case Part.Seen(var name, var outlook) -> seen(name, outlook, part.holds());
      case Part.Ran(var name, var stopped) -> {
        var phase = stopped.state().phase();
        var run = stopped.state().run().value();
        int exitCode = RunDocument.exitCode(phase);
        yield new PlanMoveRow(
            name, RunWords.of(phase), RunWords.why(phase), null, null, run, null, exitCode);
      }
      case Part.Refused(var name, var problem) ->
          hindered(name, "refused", Optional.empty(), problem);
      case Part.Failed(var name, var run, var problem) -> hindered(name, "failed", run, problem);
      case Part.Interrupted(var name) ->
          plain(
              name,
              "paused",
              "interrupted; 'lifeboat runs --open' names its run, if it had one",
              ExitCode.interrupted());
    };
  }

  static PlanMoveRow plain(String workload, String outcome, String why, int exitCode) {
    return new PlanMoveRow(workload, outcome, why, null, null, null, null, exitCode);
  }

  private static PlanMoveRow seen(String workload, Move.Outlook outlook, boolean possible) {
    return new PlanMoveRow(
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

  private static PlanMoveRow hindered(
      String workload, String outcome, Optional<RunId> run, Problem problem) {
    return new PlanMoveRow(
        workload,
        outcome,
        problem.happened(),
        problem.code().name(),
        problem.action(),
        run.map(RunId::value).orElse(null),
        null,
        problem.code().exitCode());
  }

  String line(Options options) {
    var told = new StringBuilder(code == null ? "" : code + " ").append(why);
    if (run != null && !RunDocument.isOver(outcome)) {
      told.append("; go on with  ").append(options.resume(run));
    } else if (fix != null) {
      told.append("; do  ").append(fix);
    }
    return "  %-16s %-12s %s".formatted(workload, outcome, told).stripTrailing();
  }
}
