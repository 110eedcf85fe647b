package dev.lifeboat.measure;

import java.time.Duration;

/// A measured span of time, or why there is none.
public sealed interface Figure {

  /// Seen by the canary.
  ///
  /// @param span zero or more
  record Measured(Duration span) implements Figure {
    public Measured {
      if (span.isNegative()) {
        throw new IllegalArgumentException("a measured span must be zero or more, was " + span);
      }
    }
  }

  /// Becomes `null` with this `why` in JSON, and is never read as an objective that was met.
  record Unknown(String why) implements Figure {
    public Unknown {
      if (why.isBlank()) {
        throw new IllegalArgumentException("what is unknown must say why");
      }
    }
  }
}
