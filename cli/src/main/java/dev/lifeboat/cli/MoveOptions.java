package dev.lifeboat.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What failover, switchover and failback take alike.
final class MoveOptions {
  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  Path plan = Path.of("lifeboat.yaml");

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to move.")
  @Nullable String workload;

  @Option(names = "--to", paramLabel = "REGION", description = "Refuse unless it goes there.")
  @Nullable String to;

  @Option(names = "--dry-run", description = "Show what would be done, and stop.")
  boolean dryRun;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The plan's name; a lab needs no confirmation.")
  @Nullable String confirm;

  @Option(
      names = "--runbook",
      paramLabel = "sha256:…",
      description = "Refuse unless the runbook is still the one that was shown.")
  @Nullable String runbook;
}
