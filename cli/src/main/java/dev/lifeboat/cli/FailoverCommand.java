package dev.lifeboat.cli;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Unplanned: fence the old writer without its help, then serve from the other region.
@Command(
    name = "failover",
    description =
        "Unplanned: fence the old writer without its help, then serve from the other region.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat failover lifeboat.yaml --dry-run"
    })
final class FailoverCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Mixin private final MoveOptions move = new MoveOptions();

  @Mixin private final OverrideOptions overriding = new OverrideOptions();

  FailoverCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    return new MoveDialog(terminal, options, move)
        .run(Mode.FAILOVER, overriding.asked(), Optional.empty());
  }
}
