package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import java.util.List;

/// Outcome of one turn.
///
/// @param events must be durable before any of the actions begins
public record Turn(List<Event> events, List<StepAction> actions) {
  static final Turn NOTHING = new Turn(List.of(), List.of());

  public Turn {
    events = List.copyOf(events);
    actions = List.copyOf(actions);
  }
}
