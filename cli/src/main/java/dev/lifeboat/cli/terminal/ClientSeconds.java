package dev.lifeboat.cli.terminal;

import dev.lifeboat.measure.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes lines of what clients see: one a second for a person at a terminal, one a change for
/// everybody else. Used by one thread.
final class ClientSeconds {
  private static final Progress NONE = Progress.of(List.of());

  private final boolean live;
  private Progress last = NONE;

  /// @param live whether somebody looks at a terminal
  ClientSeconds(boolean live) {
    this.live = live;
  }

  /// @param state `served` or `down`
  record Line(String state, String detail) {}

  /// Another canary's log begins.
  void beginAgain() {
    last = NONE;
  }

  /// What to tell of one further look; empty when no client wrote, or nothing changed for those who
  /// are told changes alone.
  Optional<Line> after(Progress now, Instant at) {
    long acknowledged = now.acknowledged() - last.acknowledged();
    long refused = now.refused() - last.refused();
    long unanswered = now.unknown() - last.unknown();
    boolean changed = now.downSince().isPresent() != last.downSince().isPresent();
    // Before its first acknowledged write a canary only shows that the service is coming up.
    boolean began = now.acknowledged() > 0;
    last = now;
    boolean wrote = acknowledged + refused + unanswered + now.inFlight() > 0;
    if (!began || !(live ? wrote : changed)) {
      return Optional.empty();
    }
    var down =
        now.downSince()
            .map(since -> ", down for " + Spans.took(Duration.between(since, at)))
            .orElse("");
    return Optional.of(
        new Line(
            now.downSince().isPresent() ? "down" : "served",
            "%d written, %d refused, %d unanswered%s"
                .formatted(acknowledged, refused, unanswered, down)));
  }
}
