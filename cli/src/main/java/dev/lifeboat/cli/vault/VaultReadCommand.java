package dev.lifeboat.cli.vault;

import picocli.CommandLine.Option;

/// A command that reads a vault, also beneath what an attacker put over it.
abstract class VaultReadCommand extends VaultSubcommand {
  @Option(
      names = "--as-written",
      description =
          "Read the first version of each object in the bucket: what was hidden or overwritten"
              + " since, and what was removed and is still kept there.")
  private boolean asWritten;

  @Override
  protected final boolean asWritten() {
    return asWritten;
  }
}
