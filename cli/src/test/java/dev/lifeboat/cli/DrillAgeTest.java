package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.control.PastRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drill proved something up to its end, and is as old as that.
final class DrillAgeTest {
  private static final String RUN = "20261119-080000-aaaa";
  private static final Duration TOOK = Duration.ofHours(2);

  @TempDir private Path state;

  private void drill(Instant began) throws Exception {
    new PastRuns(state).drill(RUN, "passed");
    var result = state.resolve("runs").resolve(RUN).resolve("result.json");
    Files.writeString(
        result,
        Files.readString(result)
            .replace(
                "\"startedAt\":\"2026-11-19T08:00:00Z\"",
                "\"startedAt\":\"%s\",\"totalSeconds\":%d".formatted(began, TOOK.toSeconds())));
  }

  /// What was not over yet had proven nothing.
  @Test
  void an_assessment_counts_it_from_its_end() throws Exception {
    var began = Instant.parse("2026-11-19T08:00:00Z");
    drill(began);

    assertThat(assess(began.plus(TOOK.dividedBy(2)), "--json").out())
        .contains("\"basis\":\"assumed\"")
        .doesNotContain("\"basis\":\"measured\"");
    var later = began.plus(TOOK.multipliedBy(2));
    assertThat(assess(later, "--json").json().at("/workloads/0/rto/provenAt").asString())
        .isEqualTo(began.plus(TOOK).toString());
    assertThat(assess(later).out()).contains("last proven " + began.plus(TOOK));
  }

  /// Goal: a build tells the same of a commit, wherever it runs. Method: a drill below the state
  /// folder, which says when something was proven last.
  @Test
  void a_build_counts_no_drill_unless_it_is_told_to() throws Exception {
    var began = Instant.parse("2026-11-19T08:00:00Z");
    drill(began);
    var later = began.plus(Duration.ofDays(400));

    for (var form : List.of("sarif", "junit")) {
      var none = assess(later, "--format", form, "--history", "none").out();
      assertThat(assess(later, "--format", form).out()).isEqualTo(none);
      assertThat(assess(later, "--format", form, "--history", "runs").out()).isNotEqualTo(none);
    }
  }

  private Invocation assess(Instant at, String... more) {
    var line = new ArrayList<Object>(List.of("assess", Invocation.STOREFRONT, "--state", state));
    line.addAll(List.of("--at", at.toString()));
    line.addAll(List.of(more));
    return Invocation.of(line.toArray());
  }

  @Test
  void a_long_drill_that_has_just_ended_passed_just_now() throws Exception {
    var began = Instant.now().minus(TOOK);
    drill(began);

    var told = Invocation.of("status", Invocation.STOREFRONT, "--state", state);
    var document =
        Invocation.of("status", Invocation.STOREFRONT, "--state", state, "--json").json();

    var last = document.at("/workloads/0/lastDrill");
    assertThat(last.path("ageSeconds").asDouble()).isLessThan(TOOK.toSeconds() / 2.0);
    assertThat(Instant.parse(last.path("at").asString())).as("when it began").isEqualTo(began);
    assertThat(Instant.parse(last.path("endedAt").asString())).isEqualTo(began.plus(TOOK));
    assertThat(document.at("/workloads/0/proofs/0/ageSeconds").asDouble())
        .isLessThan(TOOK.toSeconds() / 2.0);
    assertThat(told.out())
        .contains(" ago (%s)".formatted(Spans.local(began.plus(TOOK))))
        .doesNotContain("passed 2 h ago", "proven 2 h ago");
    assertThat(Schemas.mistakes(document)).isEmpty();
  }
}
