package dev.lifeboat.measure;

import dev.lifeboat.plan.Canary.Basis;
import dev.lifeboat.plan.SpanText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one disaster cost, as an outside client measured it (docs/decisions/0031).
///
/// @param rto from the fault until the acknowledgement of the first of N consecutive acknowledged
///   writes, by number, that were sent after it; of basis database the later of two figures
/// @param rpo from the acknowledgement of the earliest lost write until the fault; zero if none was
///   lost
/// @param onDatabase the two figures of a canary of basis database; empty for one of the front door
public record Measurement(Figure rto, Figure rpo, Writes writes, Optional<DatabaseRto> onDatabase) {

  /// A canary that sends nothing for longer than this cannot say when the service came back.
  private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

  /// The same for a slow canary, in its own intervals.
  private static final int LONGEST_GAP_WRITES = 20;

  /// Measures with the number of confirming writes that the canary's header names.
  ///
  /// @param rows which numbers the recovered region's database holds
  /// @param objects which numbers the recovered region's bucket holds
  public static Measurement of(
      CanaryHistory recording, FaultTime fault, StoredNumbers rows, StoredNumbers objects) {
    var database = rto(recording, recording.writes(), "writes acknowledged", fault);
    var writes = Writes.of(recording, rows, objects);
    var rpo =
        recording.stoppedBefore(fault.at())
            ? new Figure.Unknown(stopped(recording, fault))
            : rpo(fault, writes.survival());
    if (recording.header().basis() == Basis.FRONT_DOOR) {
      return new Measurement(database, rpo, writes);
    }
    var health = rto(recording, recording.health(), "good answers of health", fault);
    var both = new DatabaseRto(database, health);
    return new Measurement(both.later(), rpo, writes, Optional.of(both));
  }

  /// For how long a move that was planned kept writes waiting; empty where the canary itself sent
  /// nothing meanwhile.
  public static Optional<WritePause> pause(CanaryHistory recording) {
    var limit = longestAllowedGap(recording.header().ratePerSecond());
    return recording
        .longestPause()
        .filter(it ->
            longestGap(recording, recording.writes(), FaultTime.at(it.from()), it.until())
                    .compareTo(limit)
                <= 0);
  }

  /// Of a canary that writes through the front door.
  public Measurement(Figure rto, Figure rpo, Writes writes) {
    this(rto, rpo, writes, Optional.empty());
  }

  /// @param attempts by number
  /// @param wanted what makes a recovery, in words
  private static Figure rto(
      CanaryHistory recording, List<CanaryAttempt> attempts, String wanted, FaultTime fault) {
    var recovery = FirstRecoveredWrite.find(attempts, fault, recording.header().confirm());
    if (recording.header().startedAt().isAfter(fault.at())) {
      return new Figure.Unknown("the canary started after the fault");
    }
    if (recording.stoppedBefore(fault.at())) {
      return new Figure.Unknown(stopped(recording, fault));
    }
    if (recovery.isEmpty()) {
      return new Figure.Unknown(
          "the canary saw no %d consecutive %s in the %s after the fault"
              .formatted(
                  recording.header().confirm(),
                  wanted,
                  SpanText.measured(fault.at(), recording.lastMoment())));
    }
    var until = recovery.get().outcome().ended().orElseThrow();
    var gap = longestGap(recording, attempts, fault, until);
    var limit = longestAllowedGap(recording.header().ratePerSecond());
    return gap.compareTo(limit) > 0
        ? new Figure.Unknown("the canary itself sent nothing for " + SpanText.measured(gap))
        : new Figure.Measured(Duration.between(fault.at(), until));
  }

  /// What was written between the two, and whether it survived, nobody knows.
  private static String stopped(CanaryHistory recording, FaultTime fault) {
    return "the canary's log ends %s before the fault"
        .formatted(SpanText.measured(recording.lastMoment(), fault.at()));
  }

  private static Figure rpo(FaultTime fault, Survival survival) {
    return switch (survival) {
      case Survival.Unknown(var why) -> new Figure.Unknown(why);
      case Survival.Counted(_, var lost) when lost.isEmpty() -> new Figure.Measured(Duration.ZERO);
      case Survival.Counted(_, var lost) -> rpo(fault, lost);
    };
  }

  private static Figure rpo(FaultTime fault, List<Survival.LostWrite> lost) {
    var acknowledgements = lost.stream().map(Survival.LostWrite::acknowledgedAt).sorted().toList();
    long after = acknowledgements.stream().filter(at -> at.isAfter(fault.inEffect())).count();
    if (after > 0) {
      // No time before the fault says how much this is; it must never look like a small RPO.
      return new Figure.Unknown(
          "of the lost writes %d %s acknowledged after the fault"
              .formatted(after, after == 1 ? "was" : "were"));
    }
    var span = Duration.between(acknowledgements.getFirst(), fault.inEffect());
    // Something was lost: at the resolution of the log, that is not zero.
    return new Figure.Measured(span.isZero() ? Duration.ofNanos(1_000) : span);
  }

  /// The longest time between two sendings that touches the time from the fault to the recovery.
  private static Duration longestGap(
      CanaryHistory recording, List<CanaryAttempt> attempts, FaultTime fault, Instant until) {
    var longest = Duration.ZERO;
    var previous = recording.header().startedAt();
    for (var write : attempts) {
      if (previous.isAfter(until)) {
        break;
      }
      var gap = Duration.between(previous, write.at());
      if (write.at().isAfter(fault.at()) && gap.compareTo(longest) > 0) {
        longest = gap;
      }
      previous = write.at();
    }
    return longest;
  }

  private static Duration longestAllowedGap(int ratePerSecond) {
    var inIntervals = Duration.ofSeconds(LONGEST_GAP_WRITES).dividedBy(ratePerSecond);
    return inIntervals.compareTo(LONGEST_GAP) > 0 ? inIntervals : LONGEST_GAP;
  }
}
