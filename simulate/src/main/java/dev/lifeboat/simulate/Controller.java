package dev.lifeboat.simulate;

import dev.lifeboat.engine.Claims;
import dev.lifeboat.engine.Effect;
import dev.lifeboat.engine.RunEngine;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepAction;
import dev.lifeboat.engine.Turn;
import dev.lifeboat.journal.Event;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Runbook;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One controller process: the product's [RunEngine] in virtual time, as the product's runner
/// drives it in real time. It may die at any of its effects, freeze, and be one of two.
final class Controller {
  private static final long MILLI = 1_000_000;
  private static final long LONGEST_WAIT = 1_000 * MILLI;
  private static final long APPEND_LEAST = MILLI / 2;
  private static final long APPEND_MOST = 3 * MILLI;

  final SimProgram program = new SimProgram();
  private final SimWorld world;
  private final String name;
  private final SimEffects effects;
  private final SimClaims claims;
  private final WallClock clock;
  private final Death death = new Death();
  private final SimAlarm alarm;
  private List<StepAction> inbox = new ArrayList<>();
  private Optional<Event> wish = Optional.empty();
  private @Nullable RunEngine engine;
  private @Nullable RunLogWriter journal;
  private boolean opening;
  private int sessions;

  Controller(SimWorld world, String name) {
    this.world = world;
    this.name = name;
    this.effects = new SimEffects(world, program);
    this.claims = new SimClaims(world, name);
    this.clock = new WallClock(world.agenda);
    this.alarm = new SimAlarm(world, program, this::wakeUp);
  }

  Instant wall() {
    return clock.now();
  }

  void jump(long nanos) {
    clock.jump(nanos);
  }

  /// Dies at its nth effect from now: an append or an act, just before it or just after.
  void dieAt(int effect, boolean before) {
    death.at(effect, before);
  }

  boolean works() {
    return opening || engine != null;
  }

  void cancel() {
    if (engine != null) {
      program.run(() -> {
        wish = Optional.of(new Event.CancelRequested("someone"));
        wakeUp();
      });
    }
  }

  void kill() {
    world.trace(() -> name + " dies");
    program.kill();
    forget();
  }

  /// What this process was at work on is no more; a command typed anew is another one.
  private void forget() {
    sessions++;
    opening = false;
    engine = null;
    journal = null;
    alarm.forget();
    inbox = new ArrayList<>();
    wish = Optional.empty();
  }

  /// Opens a run, as the product's runs do: first event, then the claim.
  ///
  /// @param accepts whether a person accepts what the copies lack
  void open(Runbook runbook, String reason, boolean accepts) {
    try {
      var placed = claims.free(runbook, accepts);
      var newLog = world.newRun(runbook);
      var opened =
          new Event.RunOpened(
              newLog.run(),
              "",
              runbook,
              placed.highestEpoch() + 1,
              name,
              reason,
              placed.epoch(),
              List.of());
      newLog.append(0, List.of(opened), wall());
      world.trace(() -> name + " opens " + newLog.run() + ": " + runbook.mode().word());
      opening = true;
      world.agenda.after(
          world.registry.delayNanos(),
          program.own(() -> effect(() -> claim(placed, newLog, accepts))));
    } catch (ProblemException refused) {
      world.trace(() -> name + " may not open a run: " + refused.problem().happened());
    }
  }

  private void claim(Placement free, RunLog newLog, boolean accepts) {
    try {
      new Claims(world.registry).claim(free, newLog.run());
      if (accepts) {
        var state = RunState.of(newLog.entries(), Pace.standard());
        newLog.append(1, new SimTerminal(world).accept(state), wall());
      }
      begin(newLog);
    } catch (ProblemException overtaken) {
      decline(newLog, overtaken.problem().happened());
    }
  }

  private void decline(RunLog newLog, String why) {
    world.trace(() -> name + " may not begin " + newLog.run() + ": " + why);
    try {
      newLog.append(1, List.of(new Event.RunEnded(Event.Outcome.DECLINED, why)), wall());
    } catch (ProblemException taken) {
      world.trace(() -> "another took it up: " + taken.problem().happened());
    }
    forget();
  }

  /// Takes up a run that another process began.
  void resume(RunLog old) {
    resume(old, _ -> List.of());
  }

  /// The same with a person's word.
  void resume(RunLog old, Function<RunState, List<? extends Event>> word) {
    try {
      var state = RunState.of(old.entries(), Pace.standard());
      if (state.phase() instanceof RunState.Phase.Ended) {
        new Claims(world.registry).release(state);
        return;
      }
      new Claims(world.registry).claimAgain(state);
      var events = new ArrayList<Event>(List.of(new Event.Resumed(name)));
      events.addAll(word.apply(state));
      old.append(old.entries().size(), events, wall());
      world.trace(() -> name + " resumes " + old.run());
      begin(old);
    } catch (ProblemException refused) {
      world.trace(() -> name + " may not resume: " + refused.problem().happened());
    } catch (IllegalStateException | IllegalArgumentException broken) {
      world.checker.journalBroken(old, broken);
    }
  }

  private void begin(RunLog taken) {
    forget();
    effects.forget();
    journal = new RunLogWriter(world, name, taken);
    var state = RunState.of(taken.entries(), Pace.standard());
    engine = new RunEngine(state, claims.host(state));
    decide();
  }

  private void decide() {
    var present = engine;
    if (present == null) {
      return;
    }
    if (!present.open()) {
      finish(present);
      return;
    }
    try {
      commit(present.decide(wall()), this::await);
    } catch (ProblemException overtaken) {
      stop(overtaken);
    } catch (IllegalStateException broken) {
      broken(broken);
    }
  }

  private void await() {
    var present = engine;
    if (present == null) {
      return;
    }
    if (!present.open()) {
      finish(present);
    } else if (!inbox.isEmpty() || wish.isPresent()) {
      take(present);
    } else {
      alarm.await(waitNanos(present));
    }
  }

  private long waitNanos(RunEngine present) {
    var at = present.wakeAt();
    return at.isEmpty()
        ? LONGEST_WAIT
        : Math.clamp(wall().until(at.get(), ChronoUnit.NANOS), 0, LONGEST_WAIT);
  }

  private void wakeUp() {
    var present = engine;
    if (present != null && alarm.end()) {
      take(present);
    }
  }

  private void take(RunEngine present) {
    if (inbox.isEmpty() && wish.isEmpty()) {
      decide();
      return;
    }
    var back = inbox;
    inbox = new ArrayList<>();
    var wanted = wish;
    wish = Optional.empty();
    try {
      commit(present.answer(back, wanted, wall()), this::decide);
    } catch (IllegalStateException broken) {
      broken(broken);
    }
  }

  /// Journal before effect.
  private void commit(Turn turn, Runnable then) {
    if (turn.events().isEmpty()) {
      send(turn.actions());
      then.run();
      return;
    }
    write(
        turn.events(),
        () -> {
          send(turn.actions());
          then.run();
        });
  }

  private void write(List<Event> events, Runnable then) {
    int session = sessions;
    world.agenda.after(
        world.dice.between(APPEND_LEAST, APPEND_MOST),
        program.own(() -> {
          if (session == sessions && effect(() -> append(events))) {
            then.run();
          }
        }));
  }

  private void append(List<Event> events) {
    var present = journal;
    if (present == null) {
      return;
    }
    try {
      present.append(events, wall());
    } catch (ProblemException overtaken) {
      stop(overtaken);
    }
  }

  private void send(List<StepAction> actions) {
    for (var action : actions) {
      if (engine == null || journal == null) {
        return;
      }
      journal.sends(action);
      perform(action);
    }
  }

  private void perform(StepAction action) {
    var sender = engine;
    effect(() ->
        effects.perform(
            action,
            next ->
                program.run(() -> {
                  if (sender != null && sender == engine && sender.awaits(action)) {
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

  /// @return whether this controller, and what it works on, is still there afterwards
  private boolean effect(Runnable what) {
    boolean lives = death.spares(what);
    if (!lives) {
      kill();
    }
    return lives;
  }

  private void finish(RunEngine ended) {
    var rest = ended.end();
    if (!rest.isEmpty()) {
      write(rest, () -> finish(ended));
      return;
    }
    if (ended.state().phase() instanceof RunState.Phase.Ended) {
      claims.release(ended.state());
    }
    forget();
  }

  private void stop(ProblemException overtaken) {
    world.trace(() -> name + " stops: " + overtaken.problem().happened());
    forget();
  }

  private void broken(IllegalStateException broken) {
    var present = journal;
    if (present != null) {
      world.checker.journalBroken(present.log(), broken);
    }
    forget();
  }
}
