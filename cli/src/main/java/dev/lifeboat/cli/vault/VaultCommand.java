package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/// Backups of files.
@Command(name = "vault", description = "Back up files, encrypted and deduplicated; restore them.")
public final class VaultCommand extends CommandGroup {}
