package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.ForgetResult.Outcome;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Removes one snapshot that a person names.
@Command(
    name = "forget",
    description = "Remove a snapshot, also one that nobody can read.",
    footer = {
      "",
      "One that is retained goes once it is typed again with another key, which the",
      "vault had by then, within a week. One on hold stays.",
      "An entry of the log that is gone or damaged is given up by its trail/NAME, which",
      "'lifeboat vault check' tells; until then each prune refuses to remove anything.",
      "Exit codes: 0 done, or asked for; 1 failed; 2 bad usage, nothing that may be",
      "meant, another key; 4 it is on hold.",
      "Example: lifeboat vault forget /backup 3f2a --reason 'wrong folder'"
    })
public final class VaultForgetCommand extends VaultSubcommand {
  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "A snapshot, as its id begins, or trail/NAME.")
  private String name = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the log.")
  private @Nullable String reason;

  /// What became of it.
  ///
  /// @param outcome `forgotten`, or `asked`: the holder of another key may confirm
  record ForgetDocument(String schema, String vault, String name, String outcome) {}

  @Override
  protected int work() throws IOException, ProblemException {
    var why = reason == null ? "" : reason.strip();
    if (why.isEmpty()) {
      throw Failures.usage(
          "nothing says why %s is to be forgotten".formatted(name),
          "nothing was removed",
          "say why by --reason");
    }
    var result = open().custody().forget(name, why);
    boolean asked = result.outcome() == Outcome.ASKED;
    return done(
        new ForgetDocument(
            "lifeboat.vault-forget/v1",
            place,
            result.name(),
            result.outcome().name().toLowerCase(Locale.ROOT)),
        asked
            ? "%s is retained: it goes once the same is typed with another key, within a week"
                .formatted(result.name())
            : "%s is forgotten".formatted(result.name()));
  }
}
