package dev.lifeboat.engine;

import dev.lifeboat.provider.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The orders of one run that are out: each on a virtual thread, their answers in one queue. Used
/// by the runner's thread; only the queues are shared.
final class ActionsInFlight {

  private sealed interface Came {
    record Back(RunEngine.Answer answer) implements Came {}

    record Broken(Error error) implements Came {}

    /// Only ends a wait.
    record Woken() implements Came {}
  }

  private final World world;
  private final Map<Long, Thread> out = new LinkedHashMap<>();
  private final BlockingQueue<Came> came = new LinkedBlockingQueue<>();
  private final BlockingQueue<OperatorRequest> wishes = new LinkedBlockingQueue<>();

  ActionsInFlight(World world) {
    this.world = world;
  }

  void send(ActionTicket order) {
    var name = order.errand().step().id().value();
    var thread = Thread.ofVirtual().name(name).unstarted(() -> came.add(walk(order)));
    out.put(order.ticket(), thread);
    thread.start();
  }

  /// Walks the whole errand on the calling thread.
  private Came walk(ActionTicket order) {
    try {
      var stage = order.errand().after(world.perform(order.errand().act()));
      while (stage instanceof StepAction errand) {
        stage = errand.after(world.perform(errand.act()));
      }
      return back(order, Optional.of((StepOutcome) stage));
    } catch (InterruptedException stopped) {
      // Whoever interrupted it does not wait for an answer.
      return back(order, Optional.empty());
    } catch (RuntimeException broken) {
      var seen = Observation.unreachable("the call failed: " + broken);
      return back(order, Optional.of(new StepOutcome.Looked(order.errand().step(), seen)));
    } catch (Error broken) {
      return new Came.Broken(broken);
    }
  }

  private static Came back(ActionTicket order, Optional<StepOutcome> call) {
    return new Came.Back(new RunEngine.Answer(order, call));
  }

  /// All answers that are there, waiting up to `longest` for the first.
  ///
  /// @throws Error that ended a call: the process is broken, so the run stops as in a crash
  List<RunEngine.Answer> await(Duration longest) throws InterruptedException {
    var all = new ArrayList<Came>();
    var first = came.poll(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
    if (first != null) {
      all.add(first);
      came.drainTo(all);
    }
    var answers = new ArrayList<RunEngine.Answer>(all.size());
    for (var one : all) {
      switch (one) {
        case Came.Broken(var error) -> throw error;
        case Came.Back(var answer) -> {
          out.remove(answer.order().ticket());
          answers.add(answer);
        }
        case Came.Woken() -> {}
      }
    }
    return answers;
  }

  /// Interrupts these orders and returns once they have ended.
  void drop(Collection<ActionTicket> orders) {
    end(
        orders.stream()
            .map(order -> out.remove(order.ticket()))
            .filter(ActionsInFlight::exists)
            .toList());
  }

  private static boolean exists(@org.jspecify.annotations.Nullable Thread thread) {
    return thread != null;
  }

  /// Interrupts all that is out and returns once it has ended; the next look finds out.
  void stop() {
    end(List.copyOf(out.values()));
    out.clear();
  }

  private static void end(List<Thread> threads) {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Leaves a wish of a person for the runner and wakes it up.
  void wish(OperatorRequest wish) {
    wishes.add(wish);
    came.add(new Came.Woken());
  }

  /// The oldest wish not yet taken.
  Optional<OperatorRequest> takeWish() {
    return Optional.ofNullable(wishes.poll());
  }
}
