package dev.lifeboat.report;

import java.util.Optional;
import java.util.function.Function;

/// One part of a run's folder: there, or not there for a reason that the page tells.
sealed interface Part<T> {

  record Here<T>(T part) implements Part<T> {}

  record Missing<T>(String reason) implements Part<T> {
    public Missing {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("what is missing must say why");
      }
    }
  }

  default Optional<T> value() {
    return switch (this) {
      case Here<T>(var value) -> Optional.of(value);
      case Missing<T> _ -> Optional.empty();
    };
  }

  /// Why it is missing; empty when it is here.
  default Optional<String> why() {
    return switch (this) {
      case Here<T> _ -> Optional.empty();
      case Missing<T>(var why) -> Optional.of(why);
    };
  }

  /// What follows from this part; what is missing stays so, for the same reason.
  default <U> Part<U> then(Function<T, Part<U>> next) {
    return switch (this) {
      case Here<T>(var value) -> next.apply(value);
      case Missing<T>(var why) -> new Missing<>(why);
    };
  }
}
