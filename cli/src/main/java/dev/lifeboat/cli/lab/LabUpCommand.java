package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.regions.Labs;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/// Brings a lab up and prints the addresses one needs next.
@Command(
    name = "up",
    description = "Bring two regions up and everything in them to its place.",
    footer = {"", "Example: lifeboat lab up examples/storefront/lifeboat.yaml"})
public final class LabUpCommand extends PlanCommand {
  /// @param frontDoors where clients reach each traffic resource
  record LabUpDocument(String schema, String plan, Map<String, String> frontDoors) {}

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.KEEPS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    Labs.requireRegions(file); // Before a state folder is made for it.
    try (var progress = progress()) {
      var lab = labs().start(file, progress);
      var doors = new LinkedHashMap<String, String>();
      var lines = new ArrayList<String>();
      for (var traffic : file.plan().resources(Traffic.class)) {
        var address = lab.clients().address(traffic.name()).toString();
        doors.put(traffic.name(), address);
        lines.add("front door " + traffic.name() + "  " + address);
      }
      lines.addAll(
          List.of(
              "look   lifeboat lab status " + file.typed(),
              "break  lifeboat lab break %s region %s"
                  .formatted(file.typed(), file.plan().primary().name()),
              "end    lifeboat lab down " + file.typed()));
      return done(new LabUpDocument("lifeboat.lab-up/v1", file.plan().name(), doors), lines);
    } catch (InterruptedException interrupted) {
      terminal()
          .say(
              options,
              "lab",
              "failed",
              "the lab is half up; end it with 'lifeboat lab down %s'".formatted(file.typed()));
      throw interrupted;
    }
  }
}
