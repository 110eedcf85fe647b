package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Notices;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people are told by the provider's channel once a run is done.
final class RunNoticesTest {
  private static final Instant BEGAN = Instant.parse("2026-11-20T15:00:00.400Z");
  private static final Step.Tell TELL =
      new Step.Tell(
          new StepId("tell-owner"),
          "payments: 'shop' is served from west",
          List.of(),
          Duration.ofMinutes(1));

  /// Somebody at a terminal.
  private static final People SHOWN =
      new People() {
        @Override
        public Optional<Answer> ask(Step.Ask ask) {
          return Optional.of(new Answer(true, "ann"));
        }

        @Override
        public String tell(Step.Tell tell) {
          return "not told: no channel to payments; shown";
        }

        @Override
        public String show(Step.Tell tell) {
          return "shown";
        }
      };

  private final List<String> sent = new ArrayList<>();

  private String told(Notices channel) throws Exception {
    var runbook = Storefront.runbook(Storefront.plan(), Mode.FAILOVER, "east");
    var run = new RunId("20261120-150000-bcdf");
    return new RunNotices(SHOWN, channel, run, runbook, BEGAN, () -> BEGAN.plusMillis(133_900))
        .tell(TELL);
  }

  @Test
  void a_run_that_is_done_is_told_with_its_start_end_and_duration() throws Exception {
    var receipt =
        told((subject, text) -> {
          sent.add(subject);
          sent.addAll(text.lines().toList());
          return Optional.of("published");
        });

    assertThat(receipt).isEqualTo("published");
    assertThat(sent)
        .containsExactly(
            "Lifeboat: failover of shop completed",
            "payments: 'shop' is served from west",
            "failover 20261120-150000-bcdf",
            "start 2026-11-20T15:00:00Z",
            "end 2026-11-20T15:02:14Z",
            "duration 2 min 14 s");
  }

  @Test
  void without_a_channel_it_is_shown_and_a_channel_that_fails_stops_nobody() throws Exception {
    assertThat(told((_, _) -> Optional.empty()))
        .isEqualTo("not told: no channel to payments; shown");
    assertThat(
            told((_, _) -> {
              throw failure();
            }))
        .isEqualTo("not told: SNS is silent; shown");
  }

  private static ProblemException failure() {
    return Problem.passing(Code.LB7001, "SNS is silent", "nobody was told", "look").asException();
  }
}
