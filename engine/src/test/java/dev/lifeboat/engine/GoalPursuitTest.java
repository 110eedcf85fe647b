package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GoalPursuitTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Duration LOOK = Duration.ofMillis(25);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final GoalPursuit.By BY =
      new GoalPursuit.By(
          new RunId("deployment"),
          new StepId("deploy"),
          1,
          new Pace(LOOK, LOOK, RETRY, RETRY, AGAIN, AGAIN),
          Duration.ofMinutes(3));

  private final Shop shop = new Shop();
  private final GoalPursuit pursuit;
  private Instant now = AT;

  GoalPursuitTest() throws Exception {
    var workload = Storefront.plan().workload(Storefront.SHOP);
    var service = workload.resources(Service.class).getFirst().name();
    this.pursuit =
        new GoalPursuit(
            Reconcilers.forResources(workload.resources())
                .with(Goal.Healthy.class, Service.class, shop)
                .build(),
            new Goal.Healthy(service, Storefront.EAST),
            BY,
            AT);
  }

  /// Drives it every millisecond.
  private boolean drive(Duration span) throws Exception {
    boolean met = pursuit.advance(now);
    for (long i = 0; i < span.toMillis() && !met; i++) {
      now = now.plusMillis(1);
      met = pursuit.advance(now);
    }
    return met;
  }

  @Test
  void what_holds_is_not_asked_for() throws Exception {
    shop.holds = true;
    assertThat(pursuit.advance(AT)).isTrue();
    assertThat(shop.asked).isEmpty();
  }

  @Test
  void what_was_asked_for_is_given_time_to_show_before_it_is_asked_for_again() throws Exception {
    assertThat(drive(AGAIN.minusMillis(1))).isFalse();
    assertThat(shop.asked).extracting(Attempt::number).containsExactly(1);
    assertThat(pursuit.why()).isEqualTo("starts");

    assertThat(drive(LOOK)).isFalse();
    assertThat(shop.asked).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(shop.asked)
        .allSatisfy(attempt -> {
          assertThat(attempt.run()).isEqualTo(BY.run());
          assertThat(attempt.epoch()).isEqualTo(1);
          assertThat(attempt.deadline()).isEqualTo(AT.plus(BY.limit()));
        });

    shop.holds = true;
    assertThat(drive(LOOK)).isTrue();
  }

  @Test
  void what_is_refused_for_now_is_asked_for_again_soon() throws Exception {
    shop.refusal =
        Optional.of(ProblemException.passing(Code.LB2002, "busy", "nothing was done", "wait"));
    assertThat(drive(RETRY.minusMillis(1))).isFalse();
    assertThat(shop.asked).hasSize(1);

    shop.refusal = Optional.empty();
    assertThat(drive(LOOK)).isFalse();
    assertThat(shop.asked).extracting(Attempt::number).containsExactly(1, 2);
  }

  @Test
  void what_is_refused_for_good_is_told_as_it_was_refused() {
    shop.refusal =
        Optional.of(ProblemException.lasting(Code.LB1005, "never", "nothing was done", "stop"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> pursuit.advance(AT))
        .isSameAs(shop.refusal.get());
  }

  private static final class Shop implements Reconciler<Goal.Healthy> {
    private final List<Attempt> asked = new ArrayList<>();
    private Optional<ProblemException> refusal = Optional.empty();
    private boolean holds;

    @Override
    public Readiness preflight(Goal.Healthy goal) {
      return Readiness.ready();
    }

    @Override
    public Observation observe(Goal.Healthy goal) {
      return holds ? Observation.met("answers") : Observation.pending("starts");
    }

    @Override
    public void pursue(Goal.Healthy goal, Attempt attempt) throws ProblemException {
      asked.add(attempt);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    }
  }
}
