package dev.lifeboat.cli.drill;

import dev.lifeboat.canary.CanaryLog;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.DrillResults;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/// What clients see at this moment, from the canary's own log.
record ClientView(DrillResults results) {

  /// Such as `412 acknowledged, 38 refused, 2 unanswered, down for 1.10 s`; empty when the log
  /// cannot be read.
  Optional<String> seen() {
    try {
      var path = results.canary().filter(Files::exists);
      if (path.isEmpty()) {
        return Optional.empty();
      }
      try (var log = CanaryLog.follow(path.get())) {
        var seen = log.poll();
        var now = Terminal.now();
        var down =
            seen.downSince()
                .map(since -> "down for " + Spans.took(Duration.between(since, now)))
                .orElse("served");
        return Optional.of(
            "%d acknowledged, %d refused, %d unanswered, %s"
                .formatted(seen.acknowledged(), seen.refused(), seen.unknown(), down));
      }
    } catch (IOException | CanaryLogException | ProblemException unreadable) {
      return Optional.empty();
    }
  }
}
