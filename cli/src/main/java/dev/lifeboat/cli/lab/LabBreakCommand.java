package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
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
  public LabBreakCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  String schema() {
    return "lifeboat.lab-break/v1";
  }

  @Override
  void apply(Faults faults, Fault fault) throws InterruptedException, ProblemException {
    faults.inject(fault);
  }

  @Override
  List<String> lines(FaultArguments arguments, String phrase) {
    return List.of(
        "broken  " + phrase,
        "heal    lifeboat lab heal %s %s".formatted(arguments.plan, arguments.line()));
  }
}
