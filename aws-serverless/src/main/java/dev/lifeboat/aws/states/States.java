package dev.lifeboat.aws.states;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// States that follow one another, while they are put together: the machine itself, or one branch.
final class States {
  private final Map<String, Map<String, @Nullable Object>> states = new LinkedHashMap<>();

  /// One state, while it is put together.
  record State(Map<String, @Nullable Object> fields) {
    static State of(String type) {
      var state = new State(new LinkedHashMap<>());
      state.fields.put("Type", type);
      return state;
    }

    State with(String field, Object value) {
      fields.put(field, value);
      return this;
    }

    State next(String name) {
      return with("Next", name);
    }

    State end() {
      return with("End", true);
    }

    /// Its answer goes nowhere.
    State dropped() {
      fields.put("ResultPath", null);
      return this;
    }
  }

  /// @throws IllegalArgumentException when a state of that name is there
  States add(String name, State state) {
    if (states.put(name, state.fields()) != null) {
      throw new IllegalArgumentException("two states are named '" + name + "'");
    }
    return this;
  }

  /// As the machine or branch that begins with the first of them.
  Map<String, Object> tree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("StartAt", states.keySet().iterator().next());
    tree.put("States", Collections.unmodifiableMap(states));
    return tree;
  }

  static State pass() {
    return State.of("Pass");
  }

  static State succeed() {
    return State.of("Succeed");
  }

  static State fail(String error, String cause) {
    return State.of("Fail").with("Error", error).with("Cause", cause);
  }

  static State choice(List<Map<String, Object>> rules, String otherwise) {
    return State.of("Choice").with("Choices", rules).with("Default", otherwise);
  }

  /// What any error leads to; it is kept at `$.problem`.
  static Map<String, Object> anyError(String next) {
    return error("States.ALL", next);
  }

  static Map<String, Object> error(String name, String next) {
    var rule = new LinkedHashMap<String, Object>();
    rule.put("ErrorEquals", List.of(name));
    rule.put("ResultPath", "$.problem");
    rule.put("Next", next);
    return rule;
  }
}
