package dev.lifeboat.cli.evidence;

import dev.lifeboat.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/// Shows what a run's folder proves.
@Command(name = "evidence", description = "Verify the folder of a run, here or on another machine.")
public final class EvidenceCommand extends CommandGroup {}
