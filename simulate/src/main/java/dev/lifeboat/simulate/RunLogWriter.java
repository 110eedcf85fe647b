package dev.lifeboat.simulate;

import dev.lifeboat.engine.Effect;
import dev.lifeboat.engine.StepAction;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the journal of the run that a controller is at work on, before the checker's eyes.
final class RunLogWriter {
  private final SimWorld world;
  private final String controller;
  private final RunLog log;
  private final Map<StepId, Long> confirmedSinceNanos = new LinkedHashMap<>();
  private long nextSequence;

  RunLogWriter(SimWorld world, String controller, RunLog log) {
    this.world = world;
    this.controller = controller;
    this.log = log;
    this.nextSequence = log.entries().size();
  }

  RunLog log() {
    return log;
  }

  /// @param at by the controller's own clock
  /// @throws ProblemException when another controller has written
  void append(List<Event> events, Instant at) throws ProblemException {
    log.append(nextSequence, events, at);
    nextSequence += events.size();
    for (var event : events) {
      world.trace(() -> controller + " " + EventSentence.of(event));
      world.checker.written(event, begunNanos(event));
    }
  }

  /// Notes when the look before a promotion begins.
  void sends(StepAction action) {
    if (action.effect() instanceof Effect.Preflight) {
      confirmedSinceNanos.put(action.step().id(), world.now());
    }
  }

  /// When the look before a promotion began: it must have seen the fence since.
  private long begunNanos(Event event) {
    return event instanceof Event.PromotionIntended(var step, _, _, _, _)
        ? confirmedSinceNanos.getOrDefault(step, world.now())
        : world.now();
  }
}
