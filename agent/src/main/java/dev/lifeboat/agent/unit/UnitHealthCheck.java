package dev.lifeboat.agent.unit;

import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import java.net.URI;
import java.time.Duration;

/// Asks instances whether they are well.
final class UnitHealthCheck {
  private static final Duration LIMIT = Duration.ofMillis(500);

  private final HttpProbe probe = new HttpProbe();

  Health look(URI address) throws InterruptedException {
    return switch (probe.probe(address, LIMIT)) {
      case ProbeResult.Answered _ -> new Health.Well();
      case ProbeResult.Refused(var why) -> new Health.Unknown(why);
      case ProbeResult.Silent(var after) ->
          new Health.Unknown(address + " was silent for " + after.toMillis() + " ms");
    };
  }
}
