package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.regions.Labs;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.CutDrills;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.problem.ProblemException;
import picocli.CommandLine.Command;

/// Takes a lab down, whole or broken.
@Command(
    name = "down",
    description = "End the lab: no process, file or shared memory is left. Runs are kept.",
    footer = {"", "Example: lifeboat lab down lifeboat.yaml"})
public final class LabDownCommand extends PlanCommand {
  /// @param wasUp whether there was anything to end
  record LabDownDocument(String schema, String plan, boolean wasUp) {}

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var name = file.plan().name();
    boolean wasThere = Labs.isThere(options.state, name);
    if (wasThere) {
      Lab.down(name, options.state);
      new CutDrills(options.state, Terminal.host(), _ -> {}).gone(name);
    }
    return done(
        new LabDownDocument("lifeboat.lab-down/v1", name, wasThere),
        wasThere
            ? "the lab of '%s' is down, nothing of it is left".formatted(name)
            : "no lab of '%s' was up".formatted(name));
  }
}
