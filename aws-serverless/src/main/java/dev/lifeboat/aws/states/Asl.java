package dev.lifeboat.aws.states;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object of the Amazon States Language: a state, a rule, or the parameters of a task. Its
/// fields keep their order, so that a machine is always written in the same way.
record Asl(@JsonValue Map<String, @Nullable Object> fields) {

  static final Asl EMPTY = new Asl(Map.of());

  Asl {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  static Asl of(String field, Object value) {
    return EMPTY.with(field, value);
  }

  Asl with(String field, @Nullable Object value) {
    var more = new LinkedHashMap<String, @Nullable Object>(fields);
    more.put(field, value);
    return new Asl(more);
  }

  /// With the fields of `others` too.
  Asl and(Asl others) {
    var more = new LinkedHashMap<String, @Nullable Object>(fields);
    more.putAll(others.fields);
    return new Asl(more);
  }

  // States.

  static Asl state(String type) {
    return of("Type", type);
  }

  static Asl pass() {
    return state("Pass");
  }

  /// Puts `result` at `path`.
  static Asl pass(Object result, String path) {
    return pass().with("Result", result).at(path);
  }

  /// Goes on with `parameters` in place of its input, or of what is at the path that is named.
  static Asl given(Asl parameters) {
    return pass().with("Parameters", parameters);
  }

  static Asl fail(String error, String cause) {
    return state("Fail").with("Error", error).with("Cause", cause);
  }

  /// What follows the first of `rules` that holds, which [#to] says; `otherwise` follows none.
  static Asl choice(String otherwise, List<Asl> rules) {
    return state("Choice").with("Choices", rules).with("Default", otherwise);
  }

  static Asl choice(String otherwise, Asl... rules) {
    return choice(otherwise, List.of(rules));
  }

  Asl next(String name) {
    return with("Next", name);
  }

  Asl end() {
    return with("End", true);
  }

  /// Where its answer goes.
  Asl at(String path) {
    return with("ResultPath", path);
  }

  /// Its answer goes nowhere.
  Asl dropped() {
    return with("ResultPath", null);
  }

  Asl retried() {
    return with("Retry", List.of(TaskRetry.RULE));
  }

  /// Repeated, but for `error`.
  Asl retriedBut(String error) {
    var never = of("ErrorEquals", List.of(error)).with("MaxAttempts", 0);
    return with("Retry", List.of(never, TaskRetry.RULE));
  }

  /// What follows an error; it is kept at `$.problem`.
  Asl or(Asl... errors) {
    return with("Catch", List.of(errors));
  }

  /// What any error leads to.
  Asl or(String next) {
    return or(error("States.ALL", next));
  }

  static Asl error(String name, String next) {
    return of("ErrorEquals", List.of(name)).at("$.problem").next(next);
  }

  static Asl anyError(String next) {
    return error("States.ALL", next);
  }

  // Rules of a choice. A comparison with what is missing ends an execution.

  static Asl present(String path) {
    return compared(path, "IsPresent", true);
  }

  static Asl compared(String path, String operator, Object value) {
    return of("Variable", path).with(operator, value);
  }

  /// Looks first whether both are there.
  ///
  /// @param other path of what is compared with
  static Asl between(String path, String operator, String other) {
    return all(present(path), present(other), compared(path, operator, other));
  }

  /// Looks first whether it is there.
  static Asl safely(String path, String operator, Object value) {
    return all(present(path), compared(path, operator, value));
  }

  static Asl all(Asl... rules) {
    return of("And", List.of(rules));
  }

  static Asl any(List<Asl> rules) {
    return of("Or", rules);
  }

  Asl not() {
    return of("Not", this);
  }

  /// The same rule, leading to the state `next`.
  Asl to(String next) {
    return next(next);
  }
}
