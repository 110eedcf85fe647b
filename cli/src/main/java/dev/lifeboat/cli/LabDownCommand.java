package dev.lifeboat.cli;

import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes a lab down, whole or broken.
@Command(
    name = "down",
    description = "End the lab: no process, file or shared memory is left. Runs are kept.",
    mixinStandardHelpOptions = true)
final class LabDownCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  LabDownCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var name = Kinds.read(plan).plan().name();
    boolean wasThere = Files.exists(Topology.folder(options.state, name));
    if (wasThere) {
      Lab.down(name, options.state);
    }
    if (options.json) {
      terminal
          .out()
          .println(OutputJson.line(new LabDownDocument("lifeboat.lab-down/v1", name, wasThere)));
    } else {
      terminal
          .out()
          .println(
              wasThere
                  ? "the lab of '%s' is down, nothing of it is left".formatted(name)
                  : "no lab of '%s' was up".formatted(name));
    }
    return 0;
  }

  /// @param wasUp whether there was anything to end
  record LabDownDocument(String schema, String plan, boolean wasUp) {}
}
