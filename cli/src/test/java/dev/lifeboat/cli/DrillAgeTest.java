package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drill proved something up to its end, and is as old as that.
final class DrillAgeTest {
  private static final String RUN = "20261119-080000-aaaa";
  private static final Duration TOOK = Duration.ofHours(2);

  @TempDir private Path state;

  @Test
  void a_long_drill_that_has_just_ended_passed_just_now() throws Exception {
    new PastRuns(state).drill(RUN, "passed");
    var result = state.resolve("runs").resolve(RUN).resolve("result.json");
    var began = Instant.now().minus(TOOK);
    Files.writeString(
        result,
        Files.readString(result)
            .replace(
                "\"startedAt\":\"2026-11-19T08:00:00Z\"",
                "\"startedAt\":\"%s\",\"totalSeconds\":%d".formatted(began, TOOK.toSeconds())));

    var told = Invocation.of("status", Invocation.STOREFRONT, "--state", state);
    var document =
        Invocation.of("status", Invocation.STOREFRONT, "--state", state, "--json").json();

    var last = document.at("/workloads/0/lastDrill");
    assertThat(last.path("ageSeconds").asDouble()).isLessThan(TOOK.toSeconds() / 2.0);
    assertThat(Instant.parse(last.path("at").asString())).as("when it began").isEqualTo(began);
    assertThat(Instant.parse(last.path("endedAt").asString())).isEqualTo(began.plus(TOOK));
    assertThat(document.at("/workloads/0/proofs/0/ageSeconds").asDouble())
        .isLessThan(TOOK.toSeconds() / 2.0);
    assertThat(told.out()).doesNotContain("passed 2 h ago", "proven 2 h ago");
    assertThat(Schemas.mistakes(document)).isEmpty();
  }
}
