package dev.lifeboat.cli.move;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The way home: make the old side a replica again, then move the writer there, losing nothing.
@Command(
    name = "failback",
    description =
        "The way home: replicate back, then move the writer to the primary region, losing nothing.",
    footer = {
      "",
      "It makes home a replica at once, and moves the writer at the time given, else",
      "in the plan's window, else at once too.",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat failback lifeboat.yaml --dry-run"
    })
public final class FailbackCommand extends MoveCommand {
  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = MoveTime.class,
      description = "When to move: now, 02:30, 2026-11-23T02:30 (default: the plan's window).")
  private @Nullable UnaryOperator<Instant> at;

  @Override
  Optional<UnaryOperator<Instant>> at() {
    return Optional.ofNullable(at);
  }
}
