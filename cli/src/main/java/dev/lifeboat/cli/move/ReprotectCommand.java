package dev.lifeboat.cli.move;

import picocli.CommandLine.Command;

/// After a failover: make the old side a replica of the new writer, so that there is somewhere to
/// go again.
@Command(
    name = "reprotect",
    description =
        "After a failover: read the old side back into the ledger, then make it a replica again.",
    footer = {
      "",
      "The writer stays where it is, and users notice nothing.",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat reprotect lifeboat.yaml --dry-run"
    })
public final class ReprotectCommand extends MoveCommand {}
