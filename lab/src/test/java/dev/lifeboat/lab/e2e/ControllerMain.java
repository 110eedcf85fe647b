package dev.lifeboat.lab.e2e;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/// A controller that takes up one run and executes it: the one that a drill kills.
///
/// Arguments: the state folder and the run.
final class ControllerMain {
  private ControllerMain() {}

  public static void main(String[] arguments) throws InterruptedException, ProblemException {
    var state = Path.of(arguments[0]);
    var run = new RunId(arguments[1]);
    // As the plan was when the run was opened.
    Plan plan =
        PlanReader.OF_ANY_PROVIDER
            .read(state.resolve("runs").resolve(run.value()).resolve("plan.yaml"))
            .orThrow();
    var lab = Lab.attach(plan, state);
    var runs = runs(state, lab);
    var open = runs.resume(run, "controller of a drill");
    var workload = plan.workload(open.state().runbook().workload());
    try (var journal = open.journal()) {
      new Runner(
              Clock.systemUTC(),
              journal,
              open.state(),
              World.of(lab, workload, new Nobody()),
              entry -> {})
          .run();
      if (open.state().isOver()) {
        runs.release(open.state());
      }
    }
  }

  /// Nobody sits at this controller.
  private static final class Nobody implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told nobody";
    }
  }

  /// The runs kept below the state folder `state`.
  static Runs runs(Path state, Lab lab) {
    return new Runs(
        state.resolve("runs"), lab.placements(), Clock.systemUTC(), new SecureRandom(), lab.pace());
  }
}
