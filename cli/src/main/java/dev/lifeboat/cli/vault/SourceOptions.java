package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.SnapshotChoice;
import java.time.Instant;
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
  /// @param by when it had ended; null for the newest of all
  SnapshotChoice.Newest newest(@Nullable Instant by) {
    var path = source == null ? null : source.replaceFirst("(?<=[^/:])/+$", "");
    return SnapshotChoice.Newest.of(host, path, by);
  }

  /// The one that is named, or else the newest of them.
  SnapshotChoice choice(@Nullable String snapshot, @Nullable Instant by) throws ProblemException {
    if (snapshot == null) {
      return newest(by);
    }
    if (source != null || host != null || by != null) {
      throw Failures.usage(
          "snapshot %s is named, and also whose or how old it is".formatted(snapshot),
          "nothing was read or written",
          "leave out the id, or --source, --host and --time");
    }
    return new SnapshotChoice.Id(snapshot);
  }
}
