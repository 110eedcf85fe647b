package dev.lifeboat.cli;

import dev.lifeboat.problem.ProblemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Heal what was broken in the lab.
@Command(
    name = "heal",
    description = "Heal what was broken in the lab.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lifeboat lab heal lifeboat.yaml region east",
      "  lifeboat lab heal lifeboat.yaml region east --silent",
      "  lifeboat lab heal lifeboat.yaml database orders --region east",
      "  lifeboat lab heal lifeboat.yaml link-slow --latency 500ms"
    })
final class LabHealCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Mixin private final FaultArguments arguments = new FaultArguments();

  LabHealCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var named = NamedFault.of(arguments, options);
    named.faults().heal(named.fault());
    if (options.json) {
      terminal.out().println(named.json("lifeboat.lab-heal/v1"));
      return 0;
    }
    terminal.out().println("healed  " + arguments.words());
    return 0;
  }
}
