package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.postgres.BadPagesException;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.DamageException;
import dev.lifeboat.vault.FolderStore;
import dev.lifeboat.vault.NoVaultException;
import dev.lifeboat.vault.RetainedException;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultPath;
import dev.lifeboat.vault.VaultSecret;
import dev.lifeboat.vault.VaultStore;
import dev.lifeboat.vault.WrongKeyException;
import dev.lifeboat.vault.postgres.LogGapException;
import dev.lifeboat.vault.s3.ObjectLock;
import dev.lifeboat.vault.s3.S3Place;
import dev.lifeboat.vault.s3.S3VaultStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  private final List<S3VaultStore> buckets = new ArrayList<>();

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
    } catch (WrongKeyException wrong) {
      throw ProblemException.lasting(
          Code.LB9001,
          "%s: %s".formatted(place, wrong.getMessage()),
          "nothing was read or written",
          "use the passphrase or key file that it was made with; nothing else opens it");
    } catch (NoVaultException absent) {
      throw ProblemException.lasting(
          Code.LB9002,
          "%s: %s".formatted(place, absent.getMessage()),
          "nothing was written",
          "see 'lifeboat vault --help', or name another folder, path or snapshot");
    } catch (RetainedException wanted) {
      throw ProblemException.lasting(
          Code.LB9004,
          "%s: %s".formatted(place, wanted.getMessage()),
          "nothing was removed",
          "if it may go, lift the hold by 'lifeboat vault hold --release', and run this again");
    } catch (DamageException lost) {
      throw ProblemException.lasting(
          Code.LB9003,
          "%s: %s".formatted(place, lost.getMessage()),
          "it was not finished, and no byte of what is damaged was used",
          "use another snapshot or a copy of the vault; 'lifeboat vault check %s --repair' says by"
                  .formatted(ShellWord.of(place))
              + " path what is damaged, and has the next backup store it again");
    } catch (LogGapException gap) {
      throw ProblemException.lasting(
          Code.LB9005,
          "%s: %s".formatted(place, gap.getMessage()),
          "nothing was restored; what the vault has by now can be restored up to there",
          "name an earlier target, or begin anew by 'lifeboat vault backup %s --postgres HOST"
                  .formatted(ShellWord.of(place))
              + " --follow --new-base'");
    } catch (BadPagesException bad) {
      throw ProblemException.lasting(
          Code.LB9006,
          "the server has bad pages: " + bad.getMessage(),
          "no snapshot was made, since nobody could restore them; earlier ones and the log behind"
              + " them stay as they are",
          "restore the files that are named from an earlier snapshot, or fail over to a standby");
    } catch (IOException failed) {
      // Of what another thread met it is the cause that knows the file.
      var why = failed.getCause() instanceof FileSystemException met ? met : failed;
      throw ProblemException.lasting(
          Code.LB9003,
          "%s: %s".formatted(place, FileFailure.told(why)),
          "it was not finished; the vault is as it was before, or whole",
          "make room or mend the permission, then " + again());
    } finally {
      buckets.forEach(S3VaultStore::close);
    }
  }

  /// What is done once the cause of a failure is mended.
  protected String again() {
    return "run it again: it goes on from there";
  }

  /// What the command does, and its exit code.
  protected abstract int work() throws IOException, ProblemException, InterruptedException;

  protected final VaultStore store() throws ProblemException {
    return store(place, endpoint, region);
  }

  /// A vault's store, which is closed with the command.
  ///
  /// @param endpoint of its bucket; null for what the environment says
  /// @param region of its bucket; null for what the environment or the profile says
  protected final VaultStore store(String at, @Nullable URI endpoint, @Nullable String region)
      throws ProblemException {
    if (!S3Place.isOne(at)) {
      return new FolderStore(Path.of(at), Clock.systemUTC());
    }
    try {
      var named = Optional.ofNullable(endpoint).or(() -> S3Place.endpoint(System.getenv()));
      var bucket = S3Place.of(at, named, Optional.ofNullable(region));
      var store = new S3VaultStore(bucket.client(), bucket);
      buckets.add(store);
      return store;
    } catch (IllegalArgumentException wrong) {
      throw Failures.usage(
          String.valueOf(wrong.getMessage()),
          "nothing was read or written",
          "name a vault such as s3://backups/shop, and its region by --region");
    }
  }

  /// What the vault's bucket promises; empty for a folder.
  protected final Optional<ObjectLock> lock() throws IOException {
    return buckets.isEmpty() ? Optional.empty() : Optional.of(buckets.getFirst().lock());
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
        purpose, System.getenv(), Optional.ofNullable(file), terminal().prompt(), vault);
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
