package dev.lifeboat.simulate;

import dev.lifeboat.engine.RunClaims;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Runbook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One controller process. It opens runs and takes them up as the product does, and [SimRunner]
/// executes them. It may die at any of its effects, freeze, and be one of two.
final class SimController {
  final SimProgram program = new SimProgram();
  final SimClaims claims;
  private final SimWorld world;
  private final String name;
  private final SimWallClock clock;
  private final Death death = new Death();
  private Optional<SimRunner> runner = Optional.empty();
  private boolean opening;

  SimController(SimWorld world, String name) {
    this.world = world;
    this.name = name;
    this.claims = new SimClaims(world, name);
    this.clock = new SimWallClock(world.agenda);
  }

  String name() {
    return name;
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

  /// Lets one effect take place, unless this process dies before it.
  ///
  /// @return whether it is still there afterwards
  boolean effect(Runnable what) {
    boolean lives = death.spares(what);
    if (!lives) {
      kill();
    }
    return lives;
  }

  boolean works() {
    return opening || runner.isPresent();
  }

  boolean works(SimRunner on) {
    return runner.isPresent() && runner.get() == on;
  }

  void cancel() {
    if (runner.isPresent()) {
      program.run(() -> runner.ifPresent(SimRunner::cancel));
    }
  }

  void kill() {
    world.trace(() -> name + " dies");
    program.kill();
    forget();
  }

  /// What this process was at work on is no more; a command typed anew is another one.
  void forget() {
    opening = false;
    runner.ifPresent(SimRunner::end);
    runner = Optional.empty();
  }

  void stop(ProblemException overtaken) {
    world.trace(() -> name + " stops: " + overtaken.problem().happened());
    forget();
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
              placed.nextEpoch(),
              name,
              reason,
              placed.epoch(),
              List.of());
      newLog.append(0, List.of(opened), wall());
      world.trace(() -> name + " opens " + newLog.run() + ": " + runbook.mode().word());
      opening = true;
      world.agenda.after(
          world.placements.delayNanos(),
          program.own(() -> effect(() -> claim(placed, newLog, accepts))));
    } catch (ProblemException refused) {
      world.trace(() -> name + " may not open a run: " + refused.problem().happened());
    }
  }

  private void claim(Placement free, RunLog newLog, boolean accepts) {
    try {
      new RunClaims(world.placements).claim(free, newLog.run());
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
      if (state.isOver()) {
        new RunClaims(world.placements).release(state);
        return;
      }
      new RunClaims(world.placements).claimAgain(state);
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
    var next = new SimRunner(world, this, taken);
    runner = Optional.of(next);
    next.decide();
  }
}
