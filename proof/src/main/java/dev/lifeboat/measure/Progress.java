package dev.lifeboat.measure;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// What clients have seen so far, for a person who watches.
///
/// @param unknown writes without a telling answer, those still in flight not among them
/// @param inFlight writes whose answer may still come
/// @param downSince sending of the first write that failed after the last acknowledged one; empty
///   while the newest answered write was acknowledged
public record Progress(
    long acknowledged, long refused, long unknown, long inFlight, Optional<Instant> downSince) {

  /// @param writes by number
  static Progress of(Collection<CanaryAttempt> writes) {
    long acknowledged = 0;
    long refused = 0;
    long unknown = 0;
    long inFlight = 0;
    var downSince = Optional.<Instant>empty();
    for (var write : writes) {
      switch (write.outcome()) {
        case CanaryAttempt.Acknowledged _ -> acknowledged++;
        case CanaryAttempt.Refused _ -> refused++;
        case CanaryAttempt.Unknown _ -> unknown++;
        case CanaryAttempt.Pending _ -> inFlight++;
        case CanaryAttempt.NotSent _ -> {}
      }
      downSince =
          switch (write.outcome()) {
            case CanaryAttempt.Acknowledged _ -> Optional.empty();
            case CanaryAttempt.Refused _, CanaryAttempt.Unknown _ ->
                downSince.or(() -> Optional.of(write.at()));
            case CanaryAttempt.Pending _, CanaryAttempt.NotSent _ -> downSince;
          };
    }
    return new Progress(acknowledged, refused, unknown, inFlight, downSince);
  }
}
