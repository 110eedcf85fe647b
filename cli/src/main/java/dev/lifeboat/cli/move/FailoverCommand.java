package dev.lifeboat.cli.move;

import dev.lifeboat.control.Overrides;
import dev.lifeboat.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Unplanned: fence the old writer without its help, then serve from the other region.
@Command(
    name = "failover",
    description =
        "Unplanned: fence the old writer without its help, then serve from the other region.",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat failover lifeboat.yaml --dry-run"
    })
public final class FailoverCommand extends MoveCommand {
  @Mixin private final OverrideOptions overriding = new OverrideOptions();

  @Override
  Overrides overrides() throws ProblemException {
    return overriding.asked();
  }
}
