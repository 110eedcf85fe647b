package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.Labs;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.fault.LabFaults;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/// Does something with a fault in the lab that is up.
abstract class FaultCommand extends TerminalCommand {
  @Mixin private final FaultArguments arguments = new FaultArguments();

  /// @param fault its word on the command line
  /// @param detail what is broken
  private record FaultDocument(String schema, String plan, String fault, String detail) {}

  /// Does it, and says in words what was done.
  abstract List<String> apply(
      PlanFile file, LabFaults faults, Fault fault, FaultArguments arguments)
      throws InterruptedException, ProblemException;

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected Optional<Path> plan() {
    return Optional.of(PlanFile.of(arguments.plan));
  }

  @Override
  protected Path near() {
    return StateFolder.above(PlanFile.of(arguments.plan));
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = Kinds.read(arguments.plan);
    // Before the lab is asked, since whoever mistyped wants to know that alone.
    var _ = arguments.fault(file.plan(), _ -> file.plan().primary().name());
    var lab = new Labs(options.state).required(file);
    var fault =
        arguments.fault(
            file.plan(),
            it -> new ControlledWorkload(file, it, lab, options.state).placement().writer());
    var lines = apply(file, lab.faults(), fault, arguments);
    var schema = "lifeboat.lab-%s/v1".formatted(spec.name());
    var phrase = FaultArguments.phrase(fault);
    return done(new FaultDocument(schema, file.plan().name(), arguments.kind(), phrase), lines);
  }
}
