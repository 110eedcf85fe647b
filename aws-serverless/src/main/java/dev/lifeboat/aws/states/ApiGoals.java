package dev.lifeboat.aws.states;

import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.api.ApiGoal;
import dev.lifeboat.aws.api.WantedCapacity;
import dev.lifeboat.aws.ecs.EcsCapacity;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.elb.TargetReadiness;
import dev.lifeboat.aws.rds.RdsPromotion;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import java.util.Map;
import java.util.Optional;

/// The goals of a workload that calls into their own region alone bring about.
///
/// @param target region of the plan in which the machine is
record ApiGoals(Workload workload, AwsSites sites, String target) {
  /// @throws ProblemException LB2008 when the plan does not say where something is
  ApiGoals(Plan plan, Workload workload) throws ProblemException {
    this(workload, AwsSites.of(plan, workload), plan.recovery().name());
  }

  /// The form of `goal`; empty when it needs another region, or a proof that no answer of AWS is.
  public Optional<ApiGoal> of(Goal goal) {
    return switch (goal) {
      case Goal.Promoted _ -> site(sites.databases(), goal).map(RdsPromotion::form);
      // A group's limits are its owner's, and what they were is kept before they are raised.
      case Goal.Running running ->
          site(sites.tasks(), goal)
              .map(site -> EcsCapacity.form(site, WantedCapacity.of(running, workload)));
      case Goal.Healthy _ -> site(sites.targets(), goal).map(TargetReadiness::form);
      case Goal.Fenced _,
          Goal.Replicating _,
          Goal.Protected _,
          Goal.Restored _,
          Goal.Bound _,
          Goal.Routed _ ->
          Optional.empty();
    };
  }

  /// Whether calls into one region bind a service: to the stores of that region, if it is the
  /// machine's.
  boolean binds(Goal.Bound goal) {
    return goal.region().equals(target)
        && goal.stores().equals(target)
        && site(sites.tasks(), goal).filter(EcsSite::isTold).isPresent();
  }

  private static <S> Optional<S> site(Map<String, RegionSites<S>> sites, Goal goal) {
    return Optional.ofNullable(sites.get(goal.resource())).map(it -> it.in(goal.region()));
  }
}
