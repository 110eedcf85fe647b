package dev.lifeboat.cli;

import dev.lifeboat.evidence.Verifier;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says whether a run's folder is as it was sealed and shows what it claims.
@Command(
    name = "verify",
    description =
        "Check hashes and signature, that the journal obeys the engine's rules, and that RTO, RPO"
            + " and lost writes follow from the canary's log.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 intact, 1 broken, 2 bad usage, 4 intact but nobody says who the signer is.",
      "Example: lifeboat evidence verify .lifeboat/runs/20261120-150411-7q2k"
    })
final class EvidenceVerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(
      paramLabel = "FOLDER",
      description = "The folder of a run, or the run's name in the state folder.")
  private Path folder = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "PUB",
      description =
          "The signer's public key, such as ed25519:9f1c…, or the file that holds it (default:"
              + " those in the state folder's 'keys').")
  private @Nullable String key;

  @Option(names = "--any-signer", description = "Whoever signed it, be content.")
  private boolean anySigner;

  EvidenceVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ProblemException {
    var run = options.state.resolve("runs").resolve(folder);
    var meant = !Files.isDirectory(folder) && Files.isDirectory(run) ? run : folder;
    return new EvidenceVerification(terminal, options, key, anySigner)
        .tell(meant, Verifier.verify(meant));
  }
}
