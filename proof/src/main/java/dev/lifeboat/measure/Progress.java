package dev.lifeboat.measure;

import dev.lifeboat.plan.Canary.Basis;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What clients have seen so far, for a person who watches.
///
/// @param basis what the canary writes to
/// @param unknown writes without a telling answer, those still in flight not among them
/// @param inFlight writes whose answer may still come
/// @param downSince sending of the first write that failed after the last acknowledged one, or of
///   such a question for the front door's health, whichever was earlier; empty while the newest
///   answers were good
public record Progress(
    Basis basis,
    long acknowledged,
    long refused,
    long unknown,
    long inFlight,
    Optional<Instant> downSince) {

  /// Of a canary that writes through the front door.
  ///
  /// @param writes by number
  public static Progress of(Collection<CanaryAttempt> writes) {
    return of(Basis.FRONT_DOOR, writes, List.of());
  }

  /// @param writes by number
  /// @param health by number
  static Progress of(
      Basis basis, Collection<CanaryAttempt> writes, Collection<CanaryAttempt> health) {
    long acknowledged = 0;
    long refused = 0;
    long unknown = 0;
    long inFlight = 0;
    for (var write : writes) {
      switch (write.outcome()) {
        case CanaryAttempt.Acknowledged _ -> acknowledged++;
        case CanaryAttempt.Refused _ -> refused++;
        case CanaryAttempt.Unknown _ -> unknown++;
        case CanaryAttempt.Pending _ -> inFlight++;
        case CanaryAttempt.NotSent _ -> {}
      }
    }
    var downSince =
        Stream.of(downSince(writes), downSince(health))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    return new Progress(basis, acknowledged, refused, unknown, inFlight, downSince);
  }

  private static Optional<Instant> downSince(Collection<CanaryAttempt> attempts) {
    var since = Optional.<Instant>empty();
    for (var attempt : attempts) {
      since =
          switch (attempt.outcome()) {
            case CanaryAttempt.Acknowledged _ -> Optional.empty();
            case CanaryAttempt.Refused _, CanaryAttempt.Unknown _ ->
                since.or(() -> Optional.of(attempt.at()));
            case CanaryAttempt.Pending _, CanaryAttempt.NotSent _ -> since;
          };
    }
    return since;
  }
}
