package dev.lifeboat.watch;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// What a plan must have before a failover of a workload may begin without a person.
public final class ArbiterRequirement {
  private ArbiterRequirement() {}

  /// Why it may not: LB3007 without an arbiter; empty when it may, or is not automatic.
  public static Optional<Problem> refusal(Plan plan, Workload workload) {
    boolean automatic = workload.failover().trigger() == FailoverPolicy.Trigger.AUTOMATIC;
    return automatic && plan.regions(Region.Role.ARBITER).isEmpty()
        ? Optional.of(noArbiter(plan, workload))
        : Optional.empty();
  }

  /// The same as an exception.
  ///
  /// @throws ProblemException with [#refusal], if there is one
  public static void require(Plan plan, Workload workload) throws ProblemException {
    var refused = refusal(plan, workload);
    if (refused.isPresent()) {
      throw refused.get().asException();
    }
  }

  private static Problem noArbiter(Plan plan, Workload workload) {
    return Problem.lasting(
        Code.LB3007,
        "the failover of '%s' is automatic, but none of the regions %s is an arbiter"
            .formatted(workload.name(), String.join(", ", plan.regions().keySet())),
        "two votes cannot tell a region that is cut off from one that is lost, so both could write;"
            + " nothing was changed",
        "add a region with 'role: arbiter' that fails with neither of the two, or set"
            + " failover.trigger of '%s' to approval".formatted(workload.name()));
  }
}
