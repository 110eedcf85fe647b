package dev.lifeboat.cli.lab;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.fault.LabFaults;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.util.List;
import picocli.CommandLine.Command;

/// Break something in the lab; it stays broken until healed.
@Command(
    name = "break",
    description = "Break something in the lab; it stays broken until healed.",
    footer = {
      "",
      "Examples:",
      "  lifeboat lab break lifeboat.yaml region east",
      "  lifeboat lab break lifeboat.yaml region east --silent",
      "  lifeboat lab break lifeboat.yaml link-cut east edge",
      "  lifeboat lab break lifeboat.yaml database orders --region east",
      "  lifeboat lab break lifeboat.yaml link-slow --latency 500ms"
    })
public final class LabBreakCommand extends FaultCommand {
  @Override
  List<String> apply(PlanFile file, LabFaults faults, Fault fault, FaultArguments arguments)
      throws InterruptedException, ProblemException {
    faults.inject(fault);
    return List.of(
        "broken  " + FaultArguments.phrase(fault),
        "heal    lifeboat lab heal %s %s".formatted(file.typed(), arguments.line()));
  }
}
