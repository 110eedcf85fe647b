package dev.lifeboat.cli.lab;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
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
  List<String> apply(Faults faults, Fault fault, FaultArguments arguments)
      throws InterruptedException, ProblemException {
    faults.heal(fault);
    return List.of("healed  " + arguments.line());
  }
}
