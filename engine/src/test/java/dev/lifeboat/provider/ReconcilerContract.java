package dev.lifeboat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every reconciler must do, in whatever region and whatever befalls its calls. Each has one
/// subclass, and other tests only for what it promises more; a mistake found in one becomes a test
/// here, for all of them.
///
/// A run is open when a test begins. Where one world serves all tests of a class they run in this
/// order: the first one finds that the goal does not hold, the others may find that it does.
public abstract class ReconcilerContract<G extends Goal> {
  private static final int LOOKS_TO_ASK_AGAIN = 10;

  private volatile boolean refused;

  /// What is asked for, which does not hold when the first test begins.
  protected abstract G goal();

  protected abstract Reconciler<G> reconciler();

  /// A request of the run that is open.
  protected abstract Attempt attempt(int number);

  /// Requests that come too late: of a run that another one has followed, or of an epoch of before.
  protected abstract List<Attempt> late();

  /// The first request and the looks after it, with room for what is refused for a while.
  protected abstract int turns();

  /// Between two looks.
  protected void pause() throws InterruptedException {}

  /// Fails unless the regions show one effect of what was asked for, and no trace of a second.
  protected abstract void assertOneEffect() throws Exception;

  /// Fails if `act` does more than look.
  protected abstract void assertLooksOnly(ThrowingCallable act) throws Exception;

  /// Fails if `act` has an effect of the kind that is asked for.
  protected abstract void assertNoEffect(ThrowingCallable act) throws Exception;

  /// Told what is found right after the first request was accepted. What else the goal waits for
  /// may come true here.
  protected abstract void accepted(Observation seen) throws Exception;

  /// Keeps every call from where its effects happen, until [#mend].
  protected abstract void cutOff() throws Exception;

  protected abstract void mend() throws Exception;

  /// What is found of a goal while its region cannot be reached.
  protected Class<? extends Observation> foundWhileCutOff() {
    return Observation.Unreachable.class;
  }

  @Test
  @Order(1)
  @Tag("invariant-49")
  final void what_is_asked_for_holds_once_it_is_seen_and_not_before() throws Exception {
    assertThat(reconciler().preflight(goal())).isEqualTo(Readiness.ready());
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);

    pursueUnlessItPasses(1);

    accepted(reconciler().observe(goal()));
    reach();
    assertOneEffect();
  }

  @Test
  @Order(2)
  final void a_look_changes_nothing() throws Exception {
    assertLooksOnly(() -> {
      reconciler().preflight(goal());
      reconciler().observe(goal());
    });
  }

  @Test
  @Order(3)
  final void asked_for_again_it_has_one_effect() throws Exception {
    pursueUnlessItPasses(1);
    pursueUnlessItPasses(2);
    reach();
    pursueUnlessItPasses(3);
    reach();
    assertOneEffect();
  }

  @Test
  @Order(4)
  final void delivered_twice_at_once_it_has_one_effect() throws Exception {
    Callable<Boolean> request =
        () -> {
          pursueUnlessItPasses(1);
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reply : threads.invokeAll(List.of(request, request))) {
        assertThat(reply.get()).isTrue();
      }
    }
    reach();
    assertOneEffect();
  }

  @Test
  @Order(5)
  final void who_does_not_reach_the_region_tells_so_and_takes_it_for_nothing() throws Exception {
    cutOff();
    try {
      assertThat(reconciler().observe(goal())).isInstanceOf(foundWhileCutOff());
    } finally {
      mend();
    }
    pursueUnlessItPasses(1);
    reach();
  }

  @Test
  @Order(6)
  @Tag("invariant-48")
  final void a_late_request_has_no_effect() throws Exception {
    for (var late : late()) {
      assertNoEffect(() ->
          assertThatExceptionOfType(ProblemException.class)
              .isThrownBy(() -> reconciler().pursue(goal(), late))
              .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB3002)));
    }
  }

  /// Asks as the engine does: a refusal must be one that it repeats.
  protected final void pursueUnlessItPasses(int number) throws InterruptedException {
    try {
      reconciler().pursue(goal(), attempt(number));
      refused = false;
    } catch (ProblemException passing) {
      refused = true;
      assertThat(passing.problem().retry())
          .as(passing.problem().happened())
          .isEqualTo(Problem.Retry.LATER);
    }
  }

  /// Looks until it holds, and asks again as the engine does: at once while it was refused, else
  /// after a while without effect.
  protected final void reach() throws InterruptedException {
    for (int look = 0; look < turns(); look++) {
      if (reconciler().observe(goal()) instanceof Observation.Met) {
        return;
      }
      if (refused || look % LOOKS_TO_ASK_AGAIN == LOOKS_TO_ASK_AGAIN - 1) {
        pursueUnlessItPasses(look + 2);
      }
      pause();
    }
    throw new AssertionError("not met: " + reconciler().observe(goal()).text());
  }
}
