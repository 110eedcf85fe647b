package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.CutDrills;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.fault.LabFaults;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.util.List;
import picocli.CommandLine.Command;

/// Heal what was broken in the lab.
@Command(
    name = "heal",
    description = "Heal what was broken in the lab.",
    footer = {
      "",
      "Examples:",
      "  lifeboat lab heal lifeboat.yaml region east",
      "  lifeboat lab heal lifeboat.yaml region east --silent",
      "  lifeboat lab heal lifeboat.yaml database orders --region east",
      "  lifeboat lab heal lifeboat.yaml link-slow --latency 500ms"
    })
public final class LabHealCommand extends FaultCommand {
  @Override
  List<String> apply(PlanFile file, LabFaults faults, Fault fault, FaultArguments arguments)
      throws InterruptedException, ProblemException {
    boolean broken = faults.holds(fault).orElse(true);
    faults.heal(fault);
    var remedy = faults.remedy(fault, file.absolute().typed());
    new CutDrills(options.state, Terminal.host(), _ -> {}).healed(remedy);
    return List.of(
        broken
            ? "healed  " + arguments.line()
            : "nothing to heal: %s was not broken so".formatted(arguments.line()));
  }
}
