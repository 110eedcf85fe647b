package dev.lifeboat.cli;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Planned: move the writer to the other region and lose nothing.
@Command(
    name = "switchover",
    description = "Planned: move the writer to the other region and lose nothing.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat switchover lifeboat.yaml --dry-run"
    })
final class SwitchoverCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Mixin private final MoveOptions move = new MoveOptions();

  SwitchoverCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    return new MoveDialog(terminal, options, move).run(Mode.SWITCHOVER);
  }
}
