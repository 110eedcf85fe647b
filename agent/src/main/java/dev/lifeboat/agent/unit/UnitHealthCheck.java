package dev.lifeboat.agent.unit;

import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Asks instances whether they are well.
final class UnitHealthCheck {
  private static final Duration LIMIT = Duration.ofMillis(500);

  private final HttpProbe probe = new HttpProbe();

  /// Why it is not; empty if it is.
  Optional<String> look(URI address) throws InterruptedException {
    return switch (probe.probe(address, LIMIT)) {
      case ProbeResult.Answered _ -> Optional.empty();
      case ProbeResult.Refused(var why) -> Optional.of(why);
      case ProbeResult.Silent(var after) ->
          Optional.of(address + " was silent for " + after.toMillis() + " ms");
    };
  }
}
