package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows what would be done to regions that users depend on, and asks for the plan's name.
///
/// @param given by `--confirm`; [#requireRight] refused a wrong one before
record NameConfirmation(Terminal terminal, Mode mode, @Nullable String given) {

  /// What needs no confirmation goes without one, but a wrong one is never passed over.
  ///
  /// @param given by `--confirm`, if anything was
  /// @throws ProblemException LB3004 when it is another name than the plan's
  static void requireRight(@Nullable String given, Plan plan) throws ProblemException {
    if (given != null && !given.equals(plan.name())) {
      throw Problem.lasting(
              Code.LB3004,
              "--confirm names '%s', the plan is '%s'".formatted(given, plan.name()),
              "nothing was changed",
              "use --confirm " + plan.name())
          .asException();
    }
  }

  /// @throws ProblemException LB1003 when nobody can be asked, LB3004 when the answer is another
  void require(PlanFile file, Platform platform, Workload moved, Runbook runbook)
      throws InterruptedException, ProblemException {
    if (given != null) {
      return;
    }
    var name = file.plan().name();
    var prompt = terminal.prompt();
    if (prompt.isEmpty()) {
      throw Problem.lasting(
              Code.LB1006,
              "%s of '%s' changes regions that users depend on, and nobody is there to confirm it"
                  .formatted(mode.word(), name),
              "nothing was changed",
              "look first, then confirm: lifeboat %s %s --confirm %s --runbook %s"
                  .formatted(mode.word(), file.path(), name, RunbookJson.hash(runbook)))
          .asException();
    }
    new PreviewText(terminal.err())
        .print(
            runbook,
            Preview.of(runbook, platform.provider(moved)),
            platform.atRisk(moved, runbook));
    var answer = prompt.get().apply("type the plan's name to go on:");
    if (!answer.map(String::strip).equals(Optional.of(name))) {
      throw Problem.lasting(
              Code.LB3004,
              "the answer was not '%s'".formatted(name),
              "nothing was changed",
              "repeat the command when it is wanted")
          .asException();
    }
  }
}
