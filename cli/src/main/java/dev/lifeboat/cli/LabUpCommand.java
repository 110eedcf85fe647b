package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Brings a lab up and prints the addresses one needs next.
@Command(
    name = "up",
    description = "Bring two regions up and everything in them to its place.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: lifeboat lab up examples/storefront/lifeboat.yaml"})
final class LabUpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  LabUpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = Kinds.read(plan);
    try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
        var _ = Interrupt.ofThisThread()) {
      var lab = LabForDrill.start(file, options.state, talk);
      var doors = doors(file, lab);
      if (options.json) {
        terminal
            .out()
            .println(
                OutputJson.line(
                    new LabUpDocument("lifeboat.lab-up/v1", file.plan().name(), doors)));
        return 0;
      }
      doors.forEach(
          (name, address) -> terminal.out().println("front door " + name + "  " + address));
      terminal.out().println("look   lifeboat lab status " + plan);
      terminal
          .out()
          .println(
              "break  lifeboat lab break %s region %s"
                  .formatted(plan, file.plan().primary().name()));
      terminal.out().println("end    lifeboat lab down " + plan);
      return 0;
    } catch (InterruptedException interrupted) {
      terminal.err().println("the lab is half up; end it with 'lifeboat lab down " + plan + "'");
      throw interrupted;
    }
  }

  /// @param frontDoors where clients reach each traffic resource
  record LabUpDocument(String schema, String plan, Map<String, String> frontDoors) {}

  private static Map<String, String> doors(PlanFile file, Lab lab) {
    Map<String, String> doors = new LinkedHashMap<>();
    for (var workload : file.plan().workloads().values()) {
      for (var traffic : workload.resources(Traffic.class)) {
        doors.put(traffic.name(), lab.clients().address(traffic.name()).toString());
      }
    }
    return doors;
  }
}
