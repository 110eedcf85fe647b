package dev.lifeboat.cli.regions;

import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/// A command about a plan.
public abstract class PlanCommand extends TerminalCommand {
  @Parameters(index = "0", paramLabel = "PLAN", description = "The plan file, or its folder.")
  protected Path plan = Path.of("lifeboat.yaml");

  @Override
  protected final Path near() {
    return StateFolder.above(PlanFile.of(plan));
  }

  @Override
  protected final Optional<Path> plan() {
    return Optional.of(PlanFile.of(plan));
  }

  @Override
  public final Integer call() throws InterruptedException, ProblemException {
    PlanFile file;
    plan = PlanFile.of(plan);
    try {
      file = read();
    } catch (ProblemException unusable) {
      tellUnusable(unusable);
      throw unusable;
    }
    return call(file);
  }

  /// The plan that is meant, where it is no file's too.
  ///
  /// @throws ProblemException as [Kinds#read]
  protected PlanFile read() throws ProblemException {
    return Kinds.read(plan);
  }

  /// Tells of a plan that cannot be used, where that is an answer too; the problem is told
  /// afterwards in any case.
  protected void tellUnusable(ProblemException unusable) throws ProblemException {}

  /// Gives the exit code.
  protected abstract int call(PlanFile file) throws InterruptedException, ProblemException;

  /// Refuses a state folder that was named and is not there, where the plan's regions are raised in
  /// it: its lab is elsewhere. A new machine may name a new one for regions that users depend on.
  ///
  /// @throws ProblemException LB1004
  protected final void requireLabFolder(PlanFile file) throws ProblemException {
    if (Kinds.of(file.plan()).raisesRegions()) {
      requireNamedState();
    }
  }

  protected final Labs labs() {
    return new Labs(options.state);
  }

  protected final Platforms platforms() {
    return new Platforms(options.state, false);
  }
}
