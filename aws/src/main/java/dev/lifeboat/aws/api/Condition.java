package dev.lifeboat.aws.api;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/// What is looked for in an answer of AWS. Nothing is looked for in what is missing: a comparison
/// with it does not hold.
public sealed interface Condition {

  /// The text at `path` is `value`.
  record Is(String path, String value) implements Condition {}

  /// The number at `path` is `value`.
  record Counts(String path, int value) implements Condition {}

  /// The number at `path` is lower than `value`.
  record Below(String path, int value) implements Condition {}

  /// There is something at `path`.
  record Present(String path) implements Condition {}

  /// One item of the list at `path` has the text `value` at `item` at least.
  record Some(String path, String item, String value) implements Condition {}

  /// `condition` does not hold.
  record Not(Condition condition) implements Condition {}

  /// Each one holds.
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /// Each one holds.
  static Condition all(Condition... conditions) {
    return new All(List.of(conditions));
  }

  /// One of them holds at least.
  static Condition any(List<Condition> conditions) {
    return new All(conditions.stream().map(Condition::not).toList()).not();
  }

  /// The number at `path` is `value` or higher.
  static Condition atLeast(String path, int value) {
    return all(new Present(path), new Below(path, value).not());
  }

  /// It does not hold.
  default Condition not() {
    return new Not(this);
  }

  /// Whether it holds for what an answer said of something.
  default boolean test(SdkPojo thing) {
    return switch (this) {
      case Is(var path, var value) -> SdkMembers.at(thing, path).equals(Optional.of(value));
      case Counts(var path, var value) -> SdkMembers.at(thing, path).equals(Optional.of(value));
      case Below(var path, var value) ->
          SdkMembers.at(thing, path)
              .filter(it -> it instanceof Integer number && number < value)
              .isPresent();
      case Present(var path) -> SdkMembers.at(thing, path).isPresent();
      case Some(var path, var item, var value) ->
          SdkMembers.at(thing, path).stream()
              .flatMap(it -> ((List<?>) it).stream())
              .anyMatch(it -> new Is(item, value).test((SdkPojo) it));
      case Not(var condition) -> !condition.test(thing);
      case All(var conditions) -> conditions.stream().allMatch(it -> it.test(thing));
    };
  }
}
