package dev.lifeboat.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The one declaration of a key of the plan: by it the reader reads and the record refuses. Schema
/// and reference page are generated from it and from the comment above it, which is what the key
/// means in a user's words; an example stands in the page.
///
/// @param byDefault what holds without the key; empty if nothing does, or what depends on others
/// @param rule what to write where it is left out; empty for a key that may be
public record PlanKey<T>(
    String name, KeyType<T> type, Optional<T> byDefault, Optional<String> rule) {

  /// A duration within bounds, both included.
  public static PlanKey<Duration> span(String name, Duration least, Duration most) {
    return new KeyType.Span(least, most).key(name);
  }

  /// A whole number within bounds, both included.
  static PlanKey<Integer> whole(String name, int least, int most) {
    return new KeyType.Whole(least, most).key(name);
  }

  /// What does not hold unless the plan says so.
  public static PlanKey<Boolean> truth(String name) {
    return new KeyType.Truth().key(name).or(false);
  }

  /// One of the words of an enum.
  static <E extends Enum<E> & WordedChoice> PlanKey<E> choice(String name, E byDefault) {
    var all = List.of(byDefault.getDeclaringClass().getEnumConstants());
    return new KeyType.Choice<>(all).key(name).or(byDefault);
  }

  public PlanKey<T> or(T value) {
    return new PlanKey<>(name, type, Optional.of(value), rule);
  }

  public PlanKey<T> required(String whatToWrite) {
    return new PlanKey<>(name, type, byDefault, Optional.of(whatToWrite));
  }

  /// The default of a key that has one.
  public T standard() {
    return byDefault.orElseThrow();
  }

  /// Refuses a value that no plan could have.
  ///
  /// @throws IllegalArgumentException when it is out of bounds
  public void require(T value) {
    if (type instanceof KeyType.Bounded<T> bounds) {
      bounds.require(name, value);
    }
  }
}
