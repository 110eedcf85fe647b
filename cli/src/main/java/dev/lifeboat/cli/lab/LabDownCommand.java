package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.regions.Labs;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunController;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Takes a lab down, whole or broken.
@Command(
    name = "down",
    description = "End the lab: no process, file or shared memory is left. Runs are kept.",
    footer = {"", "Example: lifeboat lab down lifeboat.yaml"})
public final class LabDownCommand extends PlanCommand {
  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The plan's name, to end it while a run in it is executed.")
  private @Nullable String confirm;

  /// @param wasUp whether there was anything to end
  record LabDownDocument(String schema, String plan, boolean wasUp) {}

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var name = file.plan().name();
    var confirmation = NameConfirmation.of(name, confirm);
    boolean wasThere = Labs.isThere(options.state, name);
    if (wasThere) {
      var executed = new RunRecords(options.state).executed(name);
      if (!executed.isEmpty()) {
        confirm(confirmation, executed, file.typed());
      }
      var left = labs().down(file, options.person);
      if (left.isPresent()) {
        throw left.get();
      }
    }
    return done(
        new LabDownDocument("lifeboat.lab-down/v1", name, wasThere),
        wasThere
            ? "the lab of '%s' is down, nothing of it is left".formatted(name)
            : "no lab of '%s' was up".formatted(name));
  }

  private void confirm(NameConfirmation confirmation, List<RunController> executed, String typed)
      throws InterruptedException, ProblemException {
    var who = executed.stream().map(RunController::phrase).collect(Collectors.joining("; "));
    confirmation.ask(
        terminal(),
        () -> List.of(who, "with the lab gone it fails, and cannot be gone on with"),
        who,
        "it would fail for want of the lab; nothing was changed",
        "follow it with 'lifeboat watch %s', or confirm it: lifeboat lab down %s --confirm %s"
            .formatted(executed.getFirst().run(), typed, confirmation.plan()));
  }
}
