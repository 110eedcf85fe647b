package dev.lifeboat.cli.vault;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.Vault;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Command;

/// Makes a vault.
@Command(
    name = "init",
    description = "Make a vault in a folder or bucket that has none.",
    footer = {
      "",
      "Without its passphrase or key file nobody can read a vault, also not whoever",
      "made it.",
      "Example: lifeboat vault init /backup --key-file ~/vault.key"
    })
public final class VaultInitCommand extends VaultSubcommand {

  /// What was made.
  record InitVaultDocument(String schema, String vault) {}

  @Override
  protected int work() throws IOException, ProblemException {
    // Before a key file is made, which would open nothing.
    Vault.requireNone(store());
    Vault.create(store(), newSecret(), PassphraseCost.USUAL, new SecureRandom(), Clock.systemUTC());
    return done(
        new InitVaultDocument("lifeboat.vault-init/v1", place),
        "a vault was made in %s; keep what opens it elsewhere".formatted(place));
  }
}
