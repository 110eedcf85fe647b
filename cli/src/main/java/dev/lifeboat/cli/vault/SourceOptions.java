package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.NoVaultException;
import dev.lifeboat.vault.Snapshot;
import dev.lifeboat.vault.SnapshotChoice;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for whose snapshots are meant, of a vault that keeps several folders or databases.
final class SourceOptions {
  @Option(
      names = "--source",
      paramLabel = "PATH",
      description = "Of this folder or database, as 'ls' has it, with or without HOST:.")
  private @Nullable String source;

  @Option(names = "--host", paramLabel = "NAME", description = "Of this machine.")
  private @Nullable String host;

  /// The newest of them.
  ///
  /// @param by when it had ended
  SnapshotChoice.Newest newest(Optional<Instant> by) {
    var path = Optional.ofNullable(source).map(it -> it.replaceFirst("(?<=[^/:])/+$", ""));
    return new SnapshotChoice.Newest(Optional.ofNullable(host), path, by);
  }

  /// The one that is named, or else the newest of them.
  SnapshotChoice choice(@Nullable String snapshot, Optional<Instant> by) throws ProblemException {
    if (snapshot == null) {
      return newest(by);
    }
    if (source != null || host != null || by.isPresent()) {
      throw Failures.usage(
          "snapshot %s is named, and also whose or how old it is".formatted(snapshot),
          "nothing was read or written",
          "leave out the id, or --source, --host and --time");
    }
    return new SnapshotChoice.Id(snapshot);
  }

  /// Of files the moment says which snapshot, and nothing else is a point of them.
  ///
  /// @param meant one of the source whose files are wanted
  /// @param part whether some of its paths are
  SnapshotChoice choice(
      @Nullable String snapshot, Snapshot meant, Optional<RecoveryTarget> end, boolean part)
      throws ProblemException, NoVaultException {
    return switch (end.orElseGet(RecoveryTarget.Latest::new)) {
      case RecoveryTarget.Latest() -> choice(snapshot, Optional.empty());
      case RecoveryTarget.Time(var at) when !DatabaseSource.isBase(meant) ->
          choice(snapshot, Optional.of(at));
      case RecoveryTarget _ when part ->
          throw Failures.usage(
              "--only is a path, and a database is restored as a whole",
              "nothing was read or written",
              "leave out --only, or where to end");
      case RecoveryTarget other ->
          throw new NoVaultException(
              "what it has of %s is no base of a database, so nothing leads to %s"
                  .formatted(meant.source(), other.words()));
    };
  }
}
