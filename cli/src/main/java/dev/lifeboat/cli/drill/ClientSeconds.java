package dev.lifeboat.cli.drill;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.control.ProgressEvent.Clients;
import dev.lifeboat.control.ProgressEvent.Noted;
import dev.lifeboat.measure.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes a line a second of what clients see. Used by one thread.
final class ClientSeconds {
  private static final Progress NONE = Progress.of(List.of());

  private Progress last = NONE;

  /// Another canary's log begins.
  void beginAgain() {
    last = NONE;
  }

  /// What to tell of one further look; empty when no client wrote.
  ///
  /// @param who looks, in one word
  Optional<Clients> after(Progress now, String who, Instant at) {
    long acknowledged = now.acknowledged() - last.acknowledged();
    long refused = now.refused() - last.refused();
    long unanswered = now.unknown() - last.unknown();
    boolean changed = now.downSince().isPresent() != last.downSince().isPresent();
    last = now;
    // Before its first acknowledged write a canary only shows that the service is coming up.
    boolean began = now.acknowledged() > 0;
    if (!began || acknowledged + refused + unanswered + now.inFlight() == 0) {
      return Optional.empty();
    }
    var down =
        now.downSince()
            .map(since -> ", down for " + Spans.took(Duration.between(since, at)))
            .orElse("");
    var line =
        new Noted(
            who,
            now.downSince().isPresent() ? "down" : "served",
            "%d written, %d refused, %d unanswered%s"
                .formatted(acknowledged, refused, unanswered, down));
    return Optional.of(new Clients(line, changed));
  }
}
