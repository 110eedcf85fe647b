package dev.lifeboat.cli;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// After a failover: make the old side a replica of the new writer, so that there is somewhere to
/// go again.
@Command(
    name = "reprotect",
    description =
        "After a failover: read the old side back into the ledger, then make it a replica again.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The writer stays where it is, and users notice nothing.",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat reprotect lifeboat.yaml --dry-run"
    })
final class ReprotectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Mixin private final MoveOptions move = new MoveOptions();

  ReprotectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    return new MoveDialog(terminal, options, move).run(Mode.REPROTECT);
  }
}
