package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.FolderStore;
import dev.lifeboat.vault.NoVaultException;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultSecret;
import dev.lifeboat.vault.VaultStore;
import dev.lifeboat.vault.WrongKeyException;
import java.io.IOException;
import java.nio.file.FileSystemException;
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
  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the vault.")
  protected Path folder = Path.of("");

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
          "%s: %s".formatted(folder, wrong.getMessage()),
          "nothing was read or written",
          "use the passphrase or key file that it was made with; nothing else opens it");
    } catch (NoVaultException absent) {
      throw ProblemException.lasting(
          Code.LB9002,
          "%s: %s".formatted(folder, absent.getMessage()),
          "nothing was written",
          "see 'lifeboat vault --help', or name another folder, path or snapshot");
    } catch (IOException failed) {
      throw ProblemException.lasting(
          Code.LB9003,
          "%s: %s".formatted(folder, reason(failed)),
          "it was not finished; the vault is as it was before, or whole",
          "make room or mend the permission, then " + again());
    }
  }

  private static String reason(IOException failed) {
    return failed instanceof FileSystemException told
        ? "%s: %s"
            .formatted(told.getFile(), Optional.ofNullable(told.getReason()).orElse("not possible"))
        : String.valueOf(failed.getMessage());
  }

  /// What is done once the cause of a failure is mended.
  protected String again() {
    return "run it again: it goes on from there";
  }

  /// What the command does, and its exit code.
  protected abstract int work() throws IOException, ProblemException, InterruptedException;

  protected final VaultStore store() {
    return new FolderStore(folder, Clock.systemUTC());
  }

  protected final Vault open() throws IOException, ProblemException {
    return Vault.open(store(), secrets().secret(), new SecureRandom(), Clock.systemUTC());
  }

  protected final SecretSource secrets() {
    return new SecretSource(
        System.getenv(), Optional.ofNullable(keyFile), terminal().prompt().isPresent(), folder);
  }

  /// What is kept beside the vault itself, once it is made.
  protected final VaultSecret newSecret() throws IOException, ProblemException {
    return secrets().newSecret(new SecureRandom());
  }

  /// A vault of which something is lost, or a path that could not be kept, is no success.
  protected static int exitCode(Collection<?> wrong) {
    return wrong.isEmpty() ? 0 : ExitCode.FAILED;
  }
}
