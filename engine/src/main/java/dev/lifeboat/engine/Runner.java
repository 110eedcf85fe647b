package dev.lifeboat.engine;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Executes one run in real time: [RunEngine] says what to do, [ActionsInFlight] do it on virtual
/// threads, and the journal keeps what happened.
///
/// One turn of the loop hands in all answers that have come, makes the turn's events durable
/// together, and only then begins the actions. So an intent is always durable before its request,
/// and many steps share one `fdatasync`.
///
/// A runner is used once, by one thread; [#cancel] and [#pause] may be called from others.
public final class Runner {
  // Long enough to cost nothing, short enough that a wrong wake-up time heals itself.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Journal journal;
  private final RunEngine engine;
  private final ActionsInFlight actions;
  private final Consumer<Entry> listener;

  /// @param journal continued after the entries that `state` was folded from
  /// @param listener told of each entry once it is durable; must be quick
  public Runner(
      InstantSource clock, Journal journal, RunState state, World world, Consumer<Entry> listener) {
    this.clock = clock;
    this.journal = journal;
    this.actions = new ActionsInFlight(world);
    this.engine = new RunEngine(state, new Threads(actions, world, state));
    this.listener = listener;
  }

  /// What the engine asks for in the middle of a turn, done with threads.
  private record Threads(ActionsInFlight actions, World world, RunState state)
      implements EngineHost {
    @Override
    public void drop(Collection<StepAction> dropped) {
      actions.drop(dropped);
    }

    @Override
    public void claimUndo() throws ProblemException {
      world.claims().claimUndo(state);
    }
  }

  /// Runs until the run ended or waits for a person.
  ///
  /// @return the state at that moment
  /// @throws InterruptedException when interrupted; the run is journalled as paused and nothing is
  ///   under way any more
  /// @throws ProblemException when the journal cannot be written; nothing was begun that it does
  ///   not hold
  public RunState run() throws InterruptedException, ProblemException {
    // What is folded and what is journalled have one moment: whoever reads the journal sees the
    // same spans as whoever listens here.
    var now = clock.instant();
    try {
      while (engine.open()) {
        begin(engine.decide(now), now);
        if (engine.open()) {
          var back = actions.await(untilNextLook());
          now = clock.instant();
          begin(engine.answer(back, actions.takeWish(), now), now);
        }
      }
      makeDurable(engine.end(), now);
      return engine.state();
    } catch (InterruptedException interrupted) {
      now = clock.instant();
      makeDurable(engine.pause("interrupt", now), now);
      throw interrupted;
    } finally {
      actions.stop();
    }
  }

  /// Asks the run to stop and, before its point of no return, to take itself back.
  public void cancel(String by) {
    actions.wish(new Event.CancelRequested(by));
  }

  /// Asks the run to stop where it is; it is journalled as paused and can be resumed.
  public void pause(String by) {
    actions.wish(new Event.Paused(by));
  }

  private Duration untilNextLook() {
    return engine
        .wakeAt()
        .map(at -> Duration.between(clock.instant(), at))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
        .orElse(LONGEST_WAIT);
  }

  private void begin(Turn turn, Instant now) throws ProblemException {
    makeDurable(turn.events(), now);
    turn.actions().forEach(actions::begin);
  }

  private void makeDurable(List<Event> events, Instant now) throws ProblemException {
    if (!events.isEmpty()) {
      journal.append(journal.nextSequence(), events, now).forEach(listener);
    }
  }
}
