package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.FailoverHold.Permission;
import dev.lifeboat.watch.Hold;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WatchNarratorTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
  private static final FailoverPolicy.Detect DETECT =
      new FailoverPolicy.Detect(Duration.ofMillis(200), 1);

  private final StringWriter err = new StringWriter();

  @Test
  void what_holds_a_failover_is_said_once_and_again_when_something_else_does() {
    try (var progress =
        new ProgressPrinter(
            new PrintWriter(err, true), ProgressPrinter.Form.text, Clock.systemUTC())) {
      var told = new WatchNarrator(progress);
      for (int i = 0; i < 50; i++) {
        told.looked(down());
        told.held(held(Hold.Kind.COOL_DOWN));
      }
      told.held(held(Hold.Kind.MAINTENANCE));
      told.looked(Detector.of(DETECT));
      told.looked(down());
      told.held(held(Hold.Kind.MAINTENANCE));
    }

    assertThat(err.toString().lines().map(line -> line.strip().split("\\s+")[3]))
        .containsExactly("down", "held", "held", "up", "down", "held");
    assertThat(err.toString()).contains("cool-down: because", "acts at", "'lifeboat failover'");
  }

  private static Detector down() {
    var view = new Round.View.Down("silent");
    return Detector.of(DETECT)
        .after(
            new Round(
                NOW,
                List.of(new CheckResult.Refused("sql", "refused")),
                Optional.empty(),
                view,
                view));
  }

  private static Permission.Held held(Hold.Kind kind) {
    return new Permission.Held(List.of(new Hold(kind, "because", NOW, NOW.plusSeconds(60))));
  }
}
