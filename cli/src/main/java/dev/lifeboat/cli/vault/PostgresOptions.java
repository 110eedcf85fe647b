package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.plan.DurationText;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.postgres.LogFollower;
import dev.lifeboat.vault.postgres.PostgresSource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A running server that is backed up instead of a path.
final class PostgresOptions {
  @Option(
      names = "--postgres",
      paramLabel = "HOST[:PORT]",
      description =
          "A running PostgreSQL 15 or later instead of a path, by PGUSER with PGPASSWORD or"
              + " PGPASSFILE, PGSSLMODE and PGSSLROOTCERT; the login needs REPLICATION alone.")
  private @Nullable String server;

  @Option(
      names = "--follow",
      description = "Keep its log as it is written until you stop it; a base comes first.")
  private boolean follow;

  @Option(
      names = "--new-base",
      description = "With --follow: a base comes first in any case, such as after a gap.")
  private boolean newBase;

  @Option(
      names = "--flush",
      paramLabel = "TIME",
      description = "With --follow: the oldest log that is not in the vault (default: 10s).")
  private String flush = "10s";

  @Option(
      names = "--slot",
      paramLabel = "NAME",
      description =
          "With --follow: keeps the server's log for this vault alone"
              + " (default: lifeboat_vault).")
  private String slot = LogStream.VAULT_SLOT;

  /// The server, where one is named.
  Optional<Endpoint> endpoint() throws ProblemException {
    if ((follow && server == null) || (newBase && !follow)) {
      throw Failures.usage(
          newBase ? "--new-base is for --follow" : "--follow is for a server",
          "nothing was read or written",
          "name the server by --postgres HOST, and add --follow");
    }
    return server == null
        ? Optional.empty()
        : Optional.of(PostgresLogin.ofThisProcess().at(server));
  }

  boolean follows() {
    return follow;
  }

  boolean takesBase() {
    return newBase;
  }

  LogFollower follower(PostgresSource source, VaultProgress progress) throws ProblemException {
    return new LogFollower(source, slot, span(), progress);
  }

  private Duration span() throws ProblemException {
    return DurationText.parse(flush)
        .filter(Duration::isPositive)
        .orElseThrow(() ->
            Failures.usage(
                "--flush is '%s'".formatted(flush),
                "nothing was read or written",
                DurationText.RULE));
  }
}
