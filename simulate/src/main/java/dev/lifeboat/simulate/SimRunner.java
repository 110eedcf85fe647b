package dev.lifeboat.simulate;

import dev.lifeboat.engine.Effect;
import dev.lifeboat.engine.RunEngine;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepAction;
import dev.lifeboat.engine.Turn;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// One run in the hands of a controller: the product's [RunEngine] in virtual time, as the
/// product's runner drives it in real time. Once its controller is at work on something else,
/// nothing of it happens any more.
final class SimRunner {
  private static final long MILLI = 1_000_000;
  private static final long LONGEST_WAIT = 1_000 * MILLI;
  private static final long APPEND_LEAST = MILLI / 2;
  private static final long APPEND_MOST = 3 * MILLI;

  private final SimWorld world;
  private final SimController process;
  private final SimEffects effects;
  private final RunLogWriter journal;
  private final RunEngine engine;
  private final SimAlarm alarm;
  private List<StepAction> inbox = new ArrayList<>();
  private Optional<Event> wish = Optional.empty();

  SimRunner(SimWorld world, SimController process, RunLog taken) {
    this.world = world;
    this.process = process;
    this.effects = new SimEffects(world, process.program, new LinkedHashMap<>());
    this.journal = new RunLogWriter(world, process.name(), taken);
    var state = RunState.of(taken.entries(), Pace.standard());
    this.engine = new RunEngine(state, process.claims.host(state));
    this.alarm = new SimAlarm(world, process.program, this::wakeUp);
  }

  /// One turn of the engine.
  @FunctionalInterface
  private interface Deciding {
    Turn turn() throws ProblemException;
  }

  void cancel() {
    wish = Optional.of(new Event.CancelRequested("someone"));
    wakeUp();
  }

  /// It is waited for nothing any more.
  void end() {
    boolean _ = alarm.end();
  }

  private boolean over() {
    return !process.works(this);
  }

  void decide() {
    if (over()) {
      return;
    }
    if (engine.open()) {
      commit(() -> engine.decide(process.wall()), this::await);
    } else {
      finish();
    }
  }

  private void await() {
    if (over()) {
      return;
    }
    if (!engine.open()) {
      finish();
    } else if (!inbox.isEmpty() || wish.isPresent()) {
      take();
    } else {
      alarm.await(waitNanos());
    }
  }

  private long waitNanos() {
    var at = engine.wakeAt();
    return at.isEmpty()
        ? LONGEST_WAIT
        : Math.clamp(process.wall().until(at.get(), ChronoUnit.NANOS), 0, LONGEST_WAIT);
  }

  private void wakeUp() {
    if (!over() && alarm.end()) {
      take();
    }
  }

  private void take() {
    if (inbox.isEmpty() && wish.isEmpty()) {
      decide();
      return;
    }
    var back = inbox;
    inbox = new ArrayList<>();
    var wanted = wish;
    wish = Optional.empty();
    commit(() -> engine.answer(back, wanted, process.wall()), this::decide);
  }

  /// Journal before effect.
  private void commit(Deciding deciding, Runnable then) {
    try {
      var turn = deciding.turn();
      Runnable acts =
          () -> {
            send(turn.actions());
            then.run();
          };
      if (turn.events().isEmpty()) {
        acts.run();
      } else {
        write(turn.events(), acts);
      }
    } catch (ProblemException overtaken) {
      process.stop(overtaken);
    } catch (IllegalStateException broken) {
      world.checker.journalBroken(journal.log(), broken);
      process.forget();
    }
  }

  private void write(List<Event> events, Runnable then) {
    world.agenda.after(
        world.random.between(APPEND_LEAST, APPEND_MOST),
        process.program.own(() -> {
          if (!over() && process.effect(() -> append(events))) {
            then.run();
          }
        }));
  }

  private void append(List<Event> events) {
    try {
      journal.append(events, process.wall());
    } catch (ProblemException overtaken) {
      process.stop(overtaken);
    }
  }

  private void send(List<StepAction> actions) {
    for (var action : actions) {
      if (over()) {
        return;
      }
      journal.sends(action);
      perform(action);
    }
  }

  private void perform(StepAction action) {
    boolean _ =
        process.effect(() ->
            effects.perform(
                action,
                next ->
                    process.program.run(() -> {
                      if (!over() && engine.awaits(action)) {
                        performed(action.at(next));
                      }
                    })));
  }

  private void performed(StepAction action) {
    if (action.effect() instanceof Effect.Done) {
      inbox.add(action);
      wakeUp();
    } else {
      perform(action);
    }
  }

  private void finish() {
    var rest = engine.end();
    if (!rest.isEmpty()) {
      write(rest, this::finish);
      return;
    }
    if (engine.state().isOver()) {
      process.claims.release(engine.state());
    }
    process.forget();
  }
}
