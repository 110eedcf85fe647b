package dev.lifeboat.cli.move;

import picocli.CommandLine.Command;

/// Planned: move the writer to the other region and lose nothing.
@Command(
    name = "switchover",
    description = "Planned: move the writer to the other region and lose nothing.",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat switchover lifeboat.yaml --dry-run"
    })
public final class SwitchoverCommand extends MoveCommand {}
