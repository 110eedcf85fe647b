package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
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
import java.util.stream.Stream;

/// The actions of one run that are out: each on a virtual thread, all back in one queue. Used by
/// the runner's thread; only the queues are shared.
final class ActionsInFlight {

  private sealed interface Came {
    record Back(StepAction action) implements Came {}

    record Broken(Error error) implements Came {}

    /// Only ends a wait.
    record Woken() implements Came {}
  }

  private final World world;
  private final Map<Long, Thread> out = new LinkedHashMap<>();
  private final BlockingQueue<Came> came = new LinkedBlockingQueue<>();
  private final BlockingQueue<Event> wishes = new LinkedBlockingQueue<>();

  ActionsInFlight(World world) {
    this.world = world;
  }

  void begin(StepAction action) {
    var name = action.step().id().value();
    var thread = Thread.ofVirtual().name(name).unstarted(() -> came.add(perform(action)));
    out.put(action.ticket(), thread);
    thread.start();
  }

  /// Performs the whole action on the calling thread.
  private Came perform(StepAction action) {
    try {
      var effect = action.effect();
      while (!(effect instanceof Effect.Done)) {
        effect = world.perform(effect);
      }
      return new Came.Back(action.at(effect));
    } catch (InterruptedException stopped) {
      // Whoever interrupted it does not wait for an answer.
      return back(action, new StepOutcome.Interrupted());
    } catch (RuntimeException broken) {
      var seen = Observation.unreachable("the call failed: " + broken);
      return back(action, new StepOutcome.Looked(action.step(), seen));
    } catch (Error broken) {
      return new Came.Broken(broken);
    }
  }

  private static Came back(StepAction action, StepOutcome outcome) {
    return new Came.Back(action.at(new Effect.Done(outcome)));
  }

  /// All actions that are back, waiting up to `longest` for the first.
  ///
  /// @throws Error that ended one: the process is broken, so the run stops as in a crash
  List<StepAction> await(Duration longest) throws InterruptedException {
    var all = new ArrayList<Came>();
    var first = came.poll(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
    if (first != null) {
      all.add(first);
      came.drainTo(all);
    }
    var back = new ArrayList<StepAction>(all.size());
    for (var one : all) {
      switch (one) {
        case Came.Broken(var error) -> throw error;
        case Came.Back(var action) -> {
          out.remove(action.ticket());
          back.add(action);
        }
        case Came.Woken() -> {}
      }
    }
    return back;
  }

  /// Interrupts these actions and returns once they have ended.
  void drop(Collection<StepAction> actions) {
    end(
        actions.stream()
            .flatMap(action -> Stream.ofNullable(out.remove(action.ticket())))
            .toList());
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
  void wish(Event wish) {
    wishes.add(wish);
    came.add(new Came.Woken());
  }

  /// The oldest wish not yet taken.
  Optional<Event> takeWish() {
    return Optional.ofNullable(wishes.poll());
  }
}
