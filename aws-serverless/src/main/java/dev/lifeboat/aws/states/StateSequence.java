package dev.lifeboat.aws.states;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// States that follow one another, while they are put together: the machine itself, or one branch.
final class StateSequence {
  private final Map<String, Object> states = new LinkedHashMap<>();

  /// @throws IllegalArgumentException when a state of that name is there
  StateSequence add(String name, Asl state) {
    if (states.put(name, state) != null) {
      throw new IllegalArgumentException("two states are named '" + name + "'");
    }
    return this;
  }

  /// As the machine or branch that begins with the first of them.
  Asl tree() {
    return Asl.of("StartAt", states.keySet().iterator().next())
        .with("States", Collections.unmodifiableMap(states));
  }
}
