package dev.lifeboat.cli;

import dev.lifeboat.engine.FenceOverride;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Runbook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The wish to go on without what a failover asks for first.
final class Overriding {
  @Option(
      names = "--override-fence",
      paramLabel = "REASON",
      description = {
        "Go on without the proof of a fence that nobody can look at.",
        "It is kept on the record, with your name and what may be lost."
      })
  @Nullable String reason;

  @Option(
      names = "--despite-obstacles",
      description = "On AWS: go as far as it gets although something is missing where it goes.")
  boolean despiteObstacles;

  Optional<FenceOverride> of(String person, Platform platform, Workload workload, Runbook runbook)
      throws InterruptedException {
    var given = reason;
    if (given == null) {
      return Optional.empty();
    }
    return Optional.of(
        new FenceOverride(
            person,
            given,
            platform.atRisk(workload, runbook)
                + "; the old side may go on writing until it is fenced"));
  }
}
