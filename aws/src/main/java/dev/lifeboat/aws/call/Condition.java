package dev.lifeboat.aws.call;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/// What is looked for in an answer of AWS. Nothing is looked for in what is missing: a comparison
/// with it does not hold.
public sealed interface Condition {
  /// Whether it holds for what an answer said of something.
  boolean test(SdkPojo thing);

  /// The text at `path` is `value`.
  record Is(String path, String value) implements Condition {
    @Override
    public boolean test(SdkPojo thing) {
      return SdkMembers.at(thing, path).equals(Optional.of(value));
    }
  }

  /// The number at `path` is `value`.
  record Counts(String path, int value) implements Condition {
    @Override
    public boolean test(SdkPojo thing) {
      return SdkMembers.at(thing, path).equals(Optional.of(value));
    }
  }

  /// The number at `path` is lower than `value`.
  record Below(String path, int value) implements Condition {
    @Override
    public boolean test(SdkPojo thing) {
      return SdkMembers.at(thing, path)
          .filter(it -> it instanceof Integer number && number < value)
          .isPresent();
    }
  }

  /// There is something at `path`.
  record Present(String path) implements Condition {
    @Override
    public boolean test(SdkPojo thing) {
      return SdkMembers.at(thing, path).isPresent();
    }
  }

  /// One item of the list at `path` has the text `value` at `item` at least.
  record Some(String path, String item, String value) implements Condition {
    @Override
    public boolean test(SdkPojo thing) {
      var wanted = new Is(item, value);
      return SdkMembers.at(thing, path).stream()
          .flatMap(it -> ((List<?>) it).stream())
          .anyMatch(it -> wanted.test((SdkPojo) it));
    }
  }

  /// `condition` does not hold.
  record Not(Condition condition) implements Condition {
    @Override
    public boolean test(SdkPojo thing) {
      return !condition.test(thing);
    }
  }

  /// Each one holds.
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean test(SdkPojo thing) {
      return conditions.stream().allMatch(it -> it.test(thing));
    }
  }

  /// One holds at least.
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean test(SdkPojo thing) {
      return conditions.stream().anyMatch(it -> it.test(thing));
    }
  }

  /// Each one holds.
  static Condition all(Condition... conditions) {
    return new All(List.of(conditions));
  }

  /// One holds at least.
  static Condition any(Condition... conditions) {
    return new Any(List.of(conditions));
  }

  /// It does not hold.
  default Condition not() {
    return new Not(this);
  }
}
