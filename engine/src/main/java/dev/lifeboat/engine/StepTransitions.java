package dev.lifeboat.engine;

import dev.lifeboat.engine.StepState.Active;
import dev.lifeboat.engine.StepState.Failed;
import dev.lifeboat.engine.StepState.Met;
import dev.lifeboat.engine.StepState.Waiting;
import dev.lifeboat.journal.Event;
import java.util.List;

/// Every way in which an event moves a step from one state to the next; there is no other. What
/// checks evidence knows the same ways by itself (`docs/verify-evidence.py`).
final class StepTransitions {
  static final List<Row<?, ?>> ROWS =
      List.of(
          row(Waiting.class, Event.StepStarted.class, StepMoment::begun),
          row(Active.class, Event.StepPending.class, StepMoment::pending),
          row(Active.class, Event.PursuitIntended.class, StepMoment::pursued),
          row(Active.class, Event.PromotionIntended.class, StepMoment::promoted),
          row(Active.class, Event.PursuitFailed.class, StepMoment::refused),
          row(Active.class, Event.Asked.class, StepMoment::asked),
          row(Active.class, Event.Answered.class, StepMoment::answered),
          row(Active.class, Event.StepMet.class, StepMoment::met),
          row(Active.class, Event.FenceOverridden.class, StepMoment::overridden),
          row(Active.class, Event.StepFailed.class, StepMoment::failed),
          row(Active.class, Event.Resumed.class, StepMoment::again),
          row(Failed.class, Event.Resumed.class, StepMoment::again),
          row(Met.class, Event.StepLost.class, StepMoment::lost));

  private StepTransitions() {}

  /// One way from a state to another.
  record Row<S extends StepState, E extends Event>(Class<S> from, Class<E> by, Move<S, E> move) {
    boolean fits(StepState was, Event event) {
      return from.isInstance(was) && by.isInstance(event);
    }

    private StepState next(StepMoment now, StepState was, Event event) {
      return move.next(now, from.cast(was), by.cast(event));
    }
  }

  /// What an event makes of a state.
  interface Move<S extends StepState, E extends Event> {
    StepState next(StepMoment now, S was, E event);
  }

  private static <S extends StepState, E extends Event> Row<S, E> row(
      Class<S> from, Class<E> by, Move<S, E> move) {
    return new Row<>(from, by, move);
  }

  /// The state after the event.
  ///
  /// @throws ContradictionException when no row fits: the journal does not obey the engine's rules
  static StepState next(StepMoment now, StepState was, Event event) {
    for (var row : ROWS) {
      if (row.fits(was, event)) {
        return row.next(now, was, event);
      }
    }
    throw new ContradictionException(
        "step '%s' is %s"
            .formatted(
                now.step().id(),
                event instanceof Event.StepLost ? "lost and was not met" : "not under way"));
  }
}
