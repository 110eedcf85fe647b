package dev.lifeboat.aws.guard;

import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/// Whether a function of Lambda can wait a lease out, as a fence does, before its own time is up. A
/// try that was cut off is begun anew, so that a lease that is too long is never fenced.
public final class FunctionLease {
  /// The function's time-out, and that of a state machine's task that calls it.
  public static final Duration TIME_OUT = Duration.ofSeconds(60);

  /// For its start, and for what is looked at before and after.
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private FunctionLease() {}

  /// Why it could not: LB2009; empty where it can, or has none to wait for.
  public static Optional<Problem> refusal(Plan plan, Workload workload) {
    var lease = AwsPlan.of(plan).lease();
    return !FenceChoice.isVotedOn(workload) || fits(lease)
        ? Optional.empty()
        : Optional.of(
            Problem.lasting(
                Code.LB2009,
                "a lease of %d s takes %d s to wait out, and a function has %d s"
                    .formatted(lease.toSeconds(), time(lease).toSeconds(), TIME_OUT.toSeconds()),
                "a state machine would never fence '%s'; nothing was changed"
                    .formatted(workload.name()),
                "write 'aws: { lease: %ds }' or less".formatted(longest().toSeconds())));
  }

  private static Duration time(Duration lease) {
    return GuardFence.longest(LeaseTerms.lasting(lease)).plus(RESERVE);
  }

  private static boolean fits(Duration lease) {
    return time(lease).compareTo(TIME_OUT) <= 0;
  }

  private static Duration longest() {
    var lease = TIME_OUT;
    while (!fits(lease)) {
      lease = lease.minusSeconds(1);
    }
    return lease;
  }
}
