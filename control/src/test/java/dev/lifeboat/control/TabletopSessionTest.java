package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class TabletopSessionTest {
  @TempDir private Path state;

  /// Whatever ends the walk, each answer that was given is kept by then.
  @Test
  void each_answer_is_kept_before_the_next_question() throws Exception {
    var file = StorefrontPlan.read();
    var session =
        new TabletopSession(
            file,
            file.workload(null),
            Scenarios.REGION_LOSS,
            state,
            "ann",
            new HostProcess(
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                _ -> {},
                new SecureRandom(),
                () -> ZoneOffset.UTC,
                1));

    var held =
        session.hold((number, _, question) -> {
          assertThat(keptAnswers()).isEqualTo(number - 1);
          return number > 2
              ? Optional.empty()
              : Optional.of(
                  new TabletopSession.Answered(
                      question.inject(), question.ask(), "us", question.expected(), 1.5, number));
        });

    assertThat(held.complete()).isFalse();
    assertThat(held.score()).isEqualTo(3);
    assertThat(held.by()).isEqualTo("ann");
    assertThat(keptAnswers()).isEqualTo(2);
  }

  private int keptAnswers() {
    try (var runs = Files.walk(state)) {
      var kept = runs.filter(it -> it.endsWith(RunRecords.TABLETOP)).findFirst();
      return kept.isEmpty()
          ? 0
          : JsonMapper.shared()
              .readTree(DurableFile.read(kept.get()).orElseThrow())
              .get("answers")
              .size();
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
