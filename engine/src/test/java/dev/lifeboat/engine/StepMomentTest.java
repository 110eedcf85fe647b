package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.StepState.Looks;
import dev.lifeboat.engine.StepState.Requests;
import dev.lifeboat.engine.StepState.Waiting;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.Storefront;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What an event makes of the looks and requests of a step that is under way.
final class StepMomentTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant LATER = AT.plusSeconds(1);
  private static final Pace PACE = Pace.standard();

  private final Step step;
  private final StepState.Active looked;

  StepMomentTest() throws Exception {
    step = Storefront.runbook(Storefront.plan(), Mode.FAILOVER, Storefront.EAST).steps().getFirst();
    var begun = at(AT).begun(new Waiting(), new Event.StepStarted(step.id()));
    looked = at(AT).pending(begun, new Event.StepPending(step.id(), "not yet"));
  }

  private StepMoment at(Instant now) {
    return new StepMoment(step, 0, now, PACE);
  }

  @Test
  void each_look_waits_longer_and_leaves_the_requests() {
    assertThat(looked.looks()).isEqualTo(new Looks(1, AT.plus(PACE.poll(0)), true));

    var again = at(LATER).pending(looked, new Event.StepPending(step.id(), "still not"));

    assertThat(again.looks()).isEqualTo(new Looks(2, LATER.plus(PACE.poll(1)), true));
    assertThat(again.requests()).isEqualTo(looked.requests());
  }

  @Test
  void a_request_is_looked_after_at_once_and_from_the_first_pause_on() {
    var asked = at(LATER).pursued(looked, new Event.PursuitIntended(step.id(), 1));

    assertThat(asked.looks()).isEqualTo(new Looks(0, LATER, false));
    assertThat(asked.requests()).isEqualTo(new Requests(1, LATER.plus(PACE.askAgain())));
  }

  @Test
  void a_refusal_keeps_the_pause_of_looks() {
    var failed = new Event.PursuitFailed(step.id(), 1, Code.LB2005, "busy", Problem.Retry.LATER);
    var refused = at(LATER).refused(looked, failed);

    assertThat(refused.looks()).isEqualTo(new Looks(1, LATER, false));
    assertThat(refused.requests()).isEqualTo(new Requests(1, LATER.plus(PACE.retry(1))));
    assertThat(refused.why()).contains("busy");
  }
}
