package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.OpenStores;
import dev.lifeboat.cli.store.SecretPurpose;
import dev.lifeboat.cli.store.SecretSource;
import dev.lifeboat.cli.store.VaultFailures;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultPath;
import dev.lifeboat.vault.VaultSecret;
import dev.lifeboat.vault.VaultStore;
import dev.lifeboat.vault.s3.ObjectLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What all commands about a vault share: where it is, what opens it, and what is told when it
/// cannot be.
abstract class VaultSubcommand extends TerminalCommand {
  @Parameters(
      index = "0",
      paramLabel = "VAULT",
      description = "Its folder, or s3://BUCKET/PREFIX with the usual logins of AWS.")
  protected String place = "";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Of another S3 than AWS's (default: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL).")
  protected @Nullable URI endpoint;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "Of the bucket (default: AWS_REGION, or the profile's).")
  protected @Nullable String region;

  private final OpenStores stores = new OpenStores();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "What opens it instead of a passphrase, which LIFEBOAT_VAULT_PASSPHRASE_FILE names or"
              + " is asked for.")
  private @Nullable Path keyFile;

  @Override
  protected boolean tellsProgress() {
    return true;
  }

  @Override
  public final Integer call() throws ProblemException, InterruptedException {
    try {
      return work();
    } catch (IOException failed) {
      throw VaultFailures.told(place, again(), failed);
    } finally {
      stores.close();
    }
  }

  /// What is done once the cause of a failure is mended.
  protected String again() {
    return "run it again: it goes on from there";
  }

  /// What the command does, and its exit code.
  protected abstract int work() throws IOException, ProblemException, InterruptedException;

  /// Whether the vault is read as it was written, whatever came over its objects.
  protected boolean asWritten() {
    return false;
  }

  protected final VaultStore store() throws ProblemException {
    return asWritten()
        ? stores.openAsWritten(place, Optional.ofNullable(endpoint), Optional.ofNullable(region))
        : store(place, endpoint, region);
  }

  /// A vault's store, which is closed with the command.
  ///
  /// @param endpoint of its bucket; null for what the environment says
  /// @param region of its bucket; null for what the environment or the profile says
  protected final VaultStore store(String at, @Nullable URI endpoint, @Nullable String region)
      throws ProblemException {
    return stores.open(at, Optional.ofNullable(endpoint), Optional.ofNullable(region));
  }

  /// What the vault's bucket promises; empty for a folder.
  protected final Optional<ObjectLock> lock() throws IOException {
    return stores.lock();
  }

  protected final Vault open() throws IOException, ProblemException {
    return Vault.open(store(), secret(), new SecureRandom(), Clock.systemUTC());
  }

  protected final VaultSecret secret() throws ProblemException {
    return secrets(SecretPurpose.OPEN, keyFile, place).secret();
  }

  /// Where what opens `vault` comes from.
  protected final SecretSource secrets(SecretPurpose purpose, @Nullable Path file, String vault) {
    return new SecretSource(
        purpose,
        purpose.option(),
        System.getenv(),
        Optional.ofNullable(file),
        terminal().prompt(),
        vault);
  }

  /// What is kept beside the vault itself, once it is made.
  protected final VaultSecret newSecret() throws IOException, ProblemException {
    return secrets(SecretPurpose.OPEN, keyFile, place).newSecret(new SecureRandom());
  }

  /// A path within a snapshot, as the shell completes it.
  protected static VaultPath path(String typed) {
    return VaultPath.of(typed.replaceFirst("^(\\./+)+", "").replaceFirst("/+$", ""));
  }

  /// A vault of which something is lost, or a path that could not be kept, is no success.
  protected static int exitCode(Collection<?> wrong) {
    return wrong.isEmpty() ? 0 : ExitCode.FAILED;
  }
}
