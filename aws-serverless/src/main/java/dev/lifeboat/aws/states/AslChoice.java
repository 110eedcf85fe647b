package dev.lifeboat.aws.states;

import dev.lifeboat.aws.call.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Conditions as the rules of a `Choice`. A comparison with what is missing ends an execution, so
/// each looks first whether it is there.
final class AslChoice {
  /// Where [#selector] puts what a [Condition.Some] looks for.
  private static final String FOUND = "found";

  private AslChoice() {}

  /// The rule for `condition` of what is at the path `base`.
  static Map<String, Object> rule(Condition condition, String base) {
    return switch (condition) {
      case Condition.Is(var path, var value) -> compared(base, path, "StringEquals", value);
      case Condition.Counts(var path, var value) -> compared(base, path, "NumericEquals", value);
      case Condition.Below(var path, var value) -> compared(base, path, "NumericLessThan", value);
      case Condition.Present(var path) -> present(base + "." + path);
      case Condition.Some _ -> compared(base, FOUND, "BooleanEquals", true);
      case Condition.Not(var inner) -> Map.of("Not", rule(inner, base));
      case Condition.All(var all) -> Map.of("And", rules(all, base));
      case Condition.Any(var any) -> Map.of("Or", rules(any, base));
    };
  }

  /// The same rule, leading to the state `next`.
  static Map<String, Object> rule(Condition condition, String base, String next) {
    return leadingTo(rule(condition, base), next);
  }

  static Map<String, Object> leadingTo(Map<String, Object> rule, String next) {
    var leading = new LinkedHashMap<>(rule);
    leading.put("Next", next);
    return leading;
  }

  static Map<String, Object> present(String path) {
    return ordered("Variable", path, "IsPresent", true);
  }

  /// What a task must select of its answer for `condition`; empty if it may keep it all.
  static Map<String, Object> selector(Condition condition) {
    return condition instanceof Condition.Some(var path, var item, var value)
        ? Map.of(
            FOUND + ".$", "States.ArrayContains($.%s[*].%s, '%s')".formatted(path, item, value))
        : Map.of();
  }

  private static List<Map<String, Object>> rules(List<Condition> conditions, String base) {
    return conditions.stream().map(it -> rule(it, base)).toList();
  }

  private static Map<String, Object> compared(
      String base, String path, String operator, Object value) {
    var variable = base + "." + path;
    return Map.of(
        "And", List.of(present(variable), ordered("Variable", variable, operator, value)));
  }

  /// Keys in this order, so that a machine is always written in the same way.
  static Map<String, Object> ordered(String one, Object first, String two, Object second) {
    var ordered = new LinkedHashMap<String, Object>();
    ordered.put(one, first);
    ordered.put(two, second);
    return ordered;
  }

  static Map<String, Object> ordered(
      String one, Object first, String two, Object second, String three, Object third) {
    var ordered = ordered(one, first, two, second);
    ordered.put(three, third);
    return ordered;
  }
}
