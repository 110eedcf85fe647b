package dev.lifeboat.cli;

import dev.lifeboat.problem.ProblemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Break something in the lab; it stays broken until healed.
@Command(
    name = "break",
    description = "Break something in the lab; it stays broken until healed.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lifeboat lab break lifeboat.yaml region east",
      "  lifeboat lab break lifeboat.yaml region east --silent",
      "  lifeboat lab break lifeboat.yaml link-cut east edge",
      "  lifeboat lab break lifeboat.yaml database orders --region east",
      "  lifeboat lab break lifeboat.yaml link-slow --latency 500ms"
    })
final class LabBreakCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Mixin private final FaultArguments arguments = new FaultArguments();

  LabBreakCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var named = NamedFault.of(arguments, options);
    named.faults().inject(named.fault());
    if (options.json) {
      terminal.out().println(named.json("lifeboat.lab-break/v1"));
      return 0;
    }
    terminal.out().println("broken  " + named.phrase());
    terminal
        .out()
        .println("heal    lifeboat lab heal %s %s".formatted(arguments.plan, arguments.words()));
    return 0;
  }
}
