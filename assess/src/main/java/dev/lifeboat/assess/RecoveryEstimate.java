package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.time.Duration;

/// How long a workload is out and how much it loses when the primary region is lost.
///
/// @param begin from the fault until the recovery may begin: detected and decided
/// @param recover from then until users can write again
/// @param rpo writes that are lost, as time before the fault
/// @param basis of the time out
/// @param rpoBasis of the rpo
public record RecoveryEstimate(
    Duration begin, Duration recover, Duration rpo, FigureBasis basis, FigureBasis rpoBasis) {
  public RecoveryEstimate {
    if (begin.isNegative() || recover.isNegative() || rpo.isNegative()) {
      throw new IllegalArgumentException(
          "an estimate must be zero or more, was " + begin + ", " + recover + ", " + rpo);
    }
  }

  /// Where nothing is waited for.
  public Duration rto() {
    return begin.plus(recover);
  }

  /// Where the recovery waits until others are back: a failover begins once what the workload needs
  /// has left the lost region.
  Duration rtoAfter(Duration others) {
    return (begin.compareTo(others) < 0 ? others : begin).plus(recover);
  }

  /// The same, out for that long.
  RecoveryEstimate lasting(Duration out) {
    var until = begin.compareTo(out) < 0 ? begin : out;
    return new RecoveryEstimate(until, out.minus(until), rpo, basis, rpoBasis);
  }

  /// The same, out so many times as long.
  RecoveryEstimate times(BigDecimal times) {
    return new RecoveryEstimate(
        multiplied(begin, times), multiplied(recover, times), rpo, basis, rpoBasis);
  }

  private static Duration multiplied(Duration span, BigDecimal times) {
    return Duration.ofMillis(times.multiply(BigDecimal.valueOf(span.toMillis())).longValue());
  }

  /// The same with a recovery put together from steps: no drill measured the whole, so it is
  /// assumed all the same.
  RecoveryEstimate recovering(CriticalPath way) {
    return new RecoveryEstimate(begin, way.p90(), rpo, basis, rpoBasis);
  }

  /// The same as drills measured it. What it takes to begin is as planned, up to the whole.
  RecoveryEstimate measured(MeasuredRecovery drills) {
    var lasting = lasting(drills.rto());
    return new RecoveryEstimate(
        lasting.begin(),
        lasting.recover(),
        drills.rpo(),
        FigureBasis.MEASURED,
        FigureBasis.MEASURED);
  }

  /// The same with copies that were so far behind: nobody picks the moment of a disaster, so what a
  /// drill lost counts no less.
  RecoveryEstimate lagging(Duration lag) {
    boolean longer = rpoBasis == FigureBasis.ASSUMED || lag.compareTo(rpo) > 0;
    return new RecoveryEstimate(begin, recover, longer ? lag : rpo, basis, FigureBasis.MEASURED);
  }
}
