package dev.lifeboat.cli.move;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.control.Overrides;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Unplanned: fence the old writer without its help, then serve from the other region.
@Command(
    name = "failover",
    description =
        "Unplanned: fence the old writer without its help, then serve from the other region.",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat failover lifeboat.yaml --dry-run"
    })
public final class FailoverCommand extends MoveCommand {
  @Mixin private final OverrideOptions overriding = new OverrideOptions();

  @Option(
      names = "--before",
      paramLabel = "TIME",
      description = {
        "With backup-and-restore: bring databases back as they were before that time,",
        "such as 2026-11-27T09:30:00Z. What was written since is lost (--accept-loss)."
      })
  private @Nullable String before;

  @Override
  Optional<Instant> before() throws ProblemException {
    try {
      return Optional.ofNullable(before).map(it -> OffsetDateTime.parse(it).toInstant());
    } catch (DateTimeParseException wrong) {
      throw Failures.usage(
          "--before is '%s': %s".formatted(before, wrong.getMessage()),
          "nothing was changed",
          "write a time with its offset, such as 2026-11-27T09:30:00+01:00");
    }
  }

  @Override
  Overrides overrides() throws ProblemException {
    return overriding.asked();
  }
}
