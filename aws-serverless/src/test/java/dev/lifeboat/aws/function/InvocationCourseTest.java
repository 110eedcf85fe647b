package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round.View;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Detector.Verdict;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// How long one invocation of the failover function watches, and how often it looks.
final class InvocationCourseTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final FailoverPolicy POLICY =
      PlanParts.failover(Trigger.AUTOMATIC, new FailoverPolicy.Detect(EVERY, 3));

  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = NOON;

  private Watcher.Look watch(Predicate<Instant> answers, View votes) {
    var watcher =
        new Watcher(
            () -> now,
            span -> {
              pauses.add(span);
              now = now.plus(span);
            },
            (at, _) ->
                new RegionLook(
                        at,
                        answers.test(at)
                            ? new CheckResult.Passed("address")
                            : new CheckResult.Refused("address", "it does not answer"),
                        false,
                        Map.of("west", votes),
                        RecoverySide.ReplicaWords.NONE)
                    .round(),
            (_, _) -> {});
    try {
      return watcher.until(Detector.of(POLICY), new InvocationCourse(POLICY, NOON.plusSeconds(60)));
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @Test
  void a_primary_that_answers_is_looked_at_once() {
    assertThat(watch(_ -> true, new View.Down("over")).detector().verdict())
        .isInstanceOf(Verdict.Up.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void the_first_answer_after_silence_ends_the_invocation() {
    var look = watch(at -> at.isAfter(NOON.plusSeconds(6)), new View.Down("over"));

    assertThat(look.detector().verdict()).isInstanceOf(Verdict.Up.class);
    assertThat(now).isEqualTo(NOON.plusSeconds(10));
  }

  @Test
  void a_loss_ends_the_invocation_with_as_many_looks_as_the_plan_says() {
    var look = watch(_ -> false, new View.Down("over"));

    assertThat(look.loss(POLICY)).isPresent();
    assertThat(pauses).containsExactly(EVERY, EVERY);
  }

  /// Each look reads tables, and each read is paid for.
  @Test
  void what_is_disputed_is_looked_at_as_often_as_the_plan_says_until_the_time_is_up() {
    var look = watch(_ -> false, new View.Up("renewed"));

    assertThat(look.loss(POLICY)).isEmpty();
    assertThat(look.detector().verdict()).isInstanceOf(Verdict.Disputed.class);
    assertThat(pauses).hasSize(12).containsOnly(EVERY);
    assertThat(now).as("the last look that fits").isEqualTo(NOON.plusSeconds(60));
  }
}
