package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The calls of one run into the world: each on a virtual thread, at most one a step, their answers
/// in one queue. Used by the runner's thread; only the queue and the cancel slot are shared.
final class Calls {

  private record Answered(
      Optional<Call> call, Optional<Error> broken, StepId step, Thread thread) {}

  /// What a person wants of a run that is under way.
  sealed interface Wish {
    record Cancel(String by) implements Wish {}

    record Pause(String by) implements Wish {}
  }

  // No runbook has this step, so the answer only ends a wait.
  private static final StepId WAKE_UP = new StepId("wake-up");

  /// What a call does on its own thread.
  @FunctionalInterface
  private interface Work {
    Call run() throws InterruptedException;
  }

  private final World world;
  private final Map<StepId, Thread> out = new LinkedHashMap<>();
  private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();

  Calls(World world) {
    this.world = world;
  }

  Set<StepId> underWay() {
    return out.keySet();
  }

  Runnable look(Step step) {
    return prepared(step, () -> new Call.Looked(step, world.look(step)));
  }

  Runnable ask(Step.Ask ask) {
    return prepared(ask, () -> new Call.Replied(ask, world.people().ask(ask)));
  }

  Runnable tell(Step.Tell tell) {
    return prepared(tell, () -> new Call.Told(tell, world.people().tell(tell)));
  }

  Runnable pursue(Step.Reach step, Attempt attempt) {
    return prepared(
        step, () -> new Call.Pursued(step, attempt.number(), world.pursue(step.goal(), attempt)));
  }

  /// Looks again at all that a promotion rests on, and whether it could be asked for at all.
  Runnable confirm(Step.Reach step, int attempt, List<Step.Reach> needs) {
    return prepared(step, () -> confirmed(step, attempt, needs));
  }

  private Call confirmed(Step.Reach step, int attempt, List<Step.Reach> needs)
      throws InterruptedException {
    if (world.preflight(step.goal()) instanceof Readiness.NotReady(var problem)) {
      return notReady(step, problem.happened());
    }
    var proofs = new ArrayList<String>();
    for (var need : needs) {
      var seen = world.look(need);
      if (!(seen instanceof Observation.Met(var proof))) {
        // A replica that was asked before may be on its way to being a writer: it follows no more.
        return attempt > 1 && need.goal() instanceof Goal.Replicating
            ? notReady(step, seen.text())
            : new Call.Unconfirmed(step, need.id(), seen.text());
      }
      if (need.goal() instanceof Goal.Fenced) {
        proofs.add(need.goal().phrase() + ": " + proof);
      }
    }
    return new Call.Confirmed(step, attempt, proofs);
  }

  /// What cannot be asked for any more may have come true by an earlier request.
  private Call notReady(Step.Reach step, String why) throws InterruptedException {
    var seen = world.look(step);
    return seen instanceof Observation.Met
        ? new Call.Looked(step, seen)
        : new Call.NotReady(step, why);
  }

  /// Stores the intent to fence in the region that will be primary, then asks for the fence.
  Runnable fence(Step.Reach step, Attempt attempt, String primary, Event intent) {
    return prepared(
        step,
        () -> {
          try {
            world.intents().store(primary, attempt.run(), intent);
            return new Call.Pursued(step, attempt.number(), world.pursue(step.goal(), attempt));
          } catch (ProblemException refused) {
            return new Call.Pursued(step, attempt.number(), Optional.of(refused.problem()));
          }
        });
  }

  /// Stores the intent in the new region, moves the placement, then asks for the promotion.
  Runnable promote(Step.Reach step, Attempt attempt, String workload, Event intent) {
    return prepared(
        step,
        () -> {
          try {
            var region = step.goal().region();
            world.intents().store(region, attempt.run(), intent);
            world.place(workload, region, attempt);
            return new Call.Pursued(step, attempt.number(), world.pursue(step.goal(), attempt));
          } catch (ProblemException refused) {
            return new Call.Pursued(step, attempt.number(), Optional.of(refused.problem()));
          }
        });
  }

  /// Counts the step as under way from now; the thread begins when the result is run, unless the
  /// call was dropped before.
  private Runnable prepared(Step step, Work work) {
    var thread =
        Thread.ofVirtual().name(step.id().value()).unstarted(() -> answers.add(answer(step, work)));
    out.put(step.id(), thread);
    return () -> {
      if (thread.equals(out.get(step.id()))) {
        thread.start();
      }
    };
  }

  private static Answered answer(Step step, Work work) {
    var call = Optional.<Call>empty();
    var error = Optional.<Error>empty();
    try {
      call = Optional.of(work.run());
    } catch (InterruptedException stopped) {
      // Whoever interrupted it does not wait for an answer.
    } catch (RuntimeException broken) {
      call =
          Optional.of(new Call.Looked(step, Observation.unreachable("the call failed: " + broken)));
    } catch (Error broken) {
      error = Optional.of(broken);
    }
    return new Answered(call, error, step.id(), Thread.currentThread());
  }

  /// All answers that are there, waiting up to `longest` for the first.
  ///
  /// @throws Error that ended a call: the process is broken, so the run stops as in a crash
  List<Call> await(Duration longest) throws InterruptedException {
    var came = new ArrayList<Answered>();
    var first = answers.poll(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
    if (first != null) {
      came.add(first);
      answers.drainTo(came);
    }
    var calls = new ArrayList<Call>(came.size());
    for (var answer : came) {
      if (answer.broken().isPresent()) {
        throw answer.broken().get();
      }
      // A call that was dropped answers to nobody, even when another is out for the same step.
      if (out.remove(answer.step(), answer.thread())) {
        answer.call().ifPresent(calls::add);
      }
    }
    return calls;
  }

  /// Interrupts the call that is out for `step` and forgets it: its answer no longer counts.
  void drop(StepId step) {
    var thread = out.remove(step);
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Interrupts what is out and returns once all of it has ended; answers that came are dropped:
  /// the next look finds out.
  void stop() {
    out.values().forEach(Thread::interrupt);
    boolean interrupted = false;
    for (var thread : out.values()) {
      while (thread.getState() != Thread.State.NEW && thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    out.clear();
    answers.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Leaves a wish of a person for the runner and wakes it up.
  void wish(Wish wish) {
    wishes.add(wish);
    answers.add(new Answered(Optional.empty(), Optional.empty(), WAKE_UP, Thread.currentThread()));
  }

  /// The oldest wish not yet taken.
  Optional<Wish> takeWish() {
    return Optional.ofNullable(wishes.poll());
  }
}
