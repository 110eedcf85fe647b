package dev.lifeboat.aws.states;

import dev.lifeboat.aws.api.Condition;
import java.util.Optional;

/// Conditions as the rules of a `Choice`.
final class AslChoice {

  /// Where [#selector] puts what a [Condition.Some] looks for.
  private static final String FOUND = "found";

  private AslChoice() {}

  /// The rule for `condition` of what is at the path `base`.
  static Asl rule(Condition condition, String base) {
    return switch (condition) {
      case Condition.Is(var path, var value) ->
          Asl.safely(base + "." + path, "StringEquals", value);
      case Condition.Counts(var path, var value) ->
          Asl.safely(base + "." + path, "NumericEquals", value);
      case Condition.Below(var path, var value) ->
          Asl.safely(base + "." + path, "NumericLessThan", value);
      case Condition.Present(var path) -> Asl.present(base + "." + path);
      case Condition.Some _ -> Asl.safely(base + "." + FOUND, "BooleanEquals", true);
      case Condition.Not(var inner) -> rule(inner, base).not();
      case Condition.All(var all) -> Asl.of("And", all.stream().map(it -> rule(it, base)).toList());
    };
  }

  /// What a task must select of its answer for `condition`; empty if it may keep it all.
  static Optional<Asl> selector(Condition condition) {
    return condition instanceof Condition.Some(var path, var item, var value)
        ? Optional.of(
            Asl.of(
                FOUND + ".$",
                "States.ArrayContains($.%s[*].%s, '%s')".formatted(path, item, value)))
        : Optional.empty();
  }
}
