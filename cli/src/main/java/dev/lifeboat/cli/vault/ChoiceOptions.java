package dev.lifeboat.cli.vault;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.SnapshotChoice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options for which snapshot is meant: whose, and of which time.
final class ChoiceOptions {
  @Mixin private SourceOptions sources = new SourceOptions();

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "What had ended by then, such as 2026-11-27T09:30:00Z (default: now).")
  private @Nullable String time;

  SnapshotChoice.Newest newest() throws ProblemException {
    return sources.newest(by());
  }

  SnapshotChoice choice(@Nullable String snapshot) throws ProblemException {
    return sources.choice(snapshot, by());
  }

  private @Nullable Instant by() throws ProblemException {
    return TargetOptions.time(time).orElse(null);
  }
}
