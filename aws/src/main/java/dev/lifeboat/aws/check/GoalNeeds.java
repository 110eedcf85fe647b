package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.bulkread.Survey;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.provider.Preconditions;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.runbook.Goal;
import java.util.Objects;
import java.util.Optional;

/// What a run looks at before it changes anything, as `check` does: the key of a replica's storage,
/// what tasks and instances are started from, and whether the quotas allow them. It asks the region
/// that would take over, and no other. What it read once it does not read again.
public record GoalNeeds(
    Plan plan,
    AwsClients surveyed,
    AwsSites sites,
    CapacityDemand capacity,
    NamedParameters parameters)
    implements Preconditions {

  /// Of the workloads of `plan`.
  ///
  /// @param clients of whoever closes them
  public static Preconditions.OfWorkload of(Plan plan, AwsClients clients) {
    return workload ->
        new GoalNeeds(
            plan,
            clients.with(new Survey(clients, PlannedSurvey.wanted(plan))),
            AwsSites.of(plan, workload),
            new CapacityDemand(plan),
            new NamedParameters(plan));
  }

  @Override
  public Optional<Problem> missing(Goal goal) throws InterruptedException {
    var look = new Look(surveyed, goal.resource(), awsRegion(goal.region()));
    switch (goal) {
      case Goal.Promoted promoted -> key(look, promoted);
      case Goal.Running running -> launched(look, running);
      default -> {}
    }
    return look.findings().stream()
        .filter(it -> it.weight() == Weight.OBSTACLE)
        .flatMap(it -> it.problem().stream())
        .findFirst();
  }

  private void key(Look look, Goal.Promoted goal) throws InterruptedException {
    var instances = sites.databases().get(goal.resource());
    if (instances != null) {
      KeyLook.look(look, instances.in(goal.region()));
    }
  }

  private void launched(Look look, Goal.Running goal) throws InterruptedException {
    var region = goal.region();
    var tasks = sites.tasks().get(goal.resource());
    if (tasks != null) {
      var left = awsRegion(plan.pair().otherThan(region));
      new TasksLook(parameters, region, left, tasks.in(region)).started(look);
    }
    var groups = sites.groups().get(goal.resource());
    if (groups != null) {
      new GroupLook(groups.in(region)).look(look);
    }
    capacity.look(look, region);
  }

  private String awsRegion(String region) {
    return AwsRegion.nameOf(Objects.requireNonNull(plan.regions().get(region)));
  }
}
