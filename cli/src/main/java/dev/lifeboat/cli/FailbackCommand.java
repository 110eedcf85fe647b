package dev.lifeboat.cli;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The way home: replicate back, then move the writer to the primary region, losing nothing.
@Command(
    name = "failback",
    description =
        "The way home: replicate back, then move the writer to the primary region, losing nothing.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat failback lifeboat.yaml --dry-run"
    })
final class FailbackCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Mixin private final MoveOptions move = new MoveOptions();

  FailbackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    return new Move(terminal, options, move, Mode.FAILBACK).run();
  }
}
