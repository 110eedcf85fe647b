package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Clients of several habits behind a name, as their log tells of them while it grows.
///
/// @param files in which they log
/// @param canary whose process they are part of
record NamedClients(DrillContext context, RunFolder files, CanarySession canary) {
  // Nothing is measured by it: the log has the times.
  private static final Duration LOOK = Duration.ofMillis(500);

  /// Waits until clients of every habit have found `region` by its name, but not longer than the
  /// slowest of them should need. Returns at once where there are none.
  void await(Instant since, String region) throws InterruptedException {
    var narrator = context.narrator();
    try {
      if (log().isEmpty()) {
        return;
      }
      narrator.begins(DrillPhase.CLIENTS, "who keeps an answer comes later");
      boolean back =
          context
                  .clock()
                  .await(
                      ClientsLog.LONGEST_RETURN,
                      LOOK,
                      () -> canary.ended().isPresent() || back(since, region))
              && back(since, region);
      narrator.ends(DrillPhase.CLIENTS, back ? "all are served in " + region : "not all are back");
    } catch (IOException unreadable) {
      narrator.ends(DrillPhase.CLIENTS, ClientsLog.notMeasured(unreadable));
    }
  }

  private boolean back(Instant since, String region) throws IOException {
    return log().filter(it -> it.back(since, region)).isPresent();
  }

  private Optional<ClientsLog> log() throws IOException {
    return ClientsLog.read(files.clients(), context.home(), context.away());
  }
}
