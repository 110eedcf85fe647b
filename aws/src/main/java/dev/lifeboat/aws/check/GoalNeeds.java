package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.provider.Preconditions;
import dev.lifeboat.aws.survey.Survey;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.runbook.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a run looks at before it changes anything, as `check` does: the key of a replica's storage,
/// what tasks and instances are started from, and whether the quotas allow them. It asks the region
/// that would take over, and no other. What it read once it does not read again.
public final class GoalNeeds implements Preconditions {
  private final Plan plan;
  private final AwsClients surveyed;
  private final AwsSites sites;
  private final CapacityDemand capacity;
  private final NamedParameters parameters;

  private GoalNeeds(Plan plan, AwsClients surveyed, AwsSites sites) {
    this.plan = plan;
    this.surveyed = surveyed;
    this.sites = sites;
    this.capacity = new CapacityDemand(surveyed, plan);
    this.parameters = new NamedParameters(surveyed, plan);
  }

  /// Of the workloads of `plan`.
  ///
  /// @param clients of whoever closes them
  public static Preconditions.OfWorkload of(Plan plan, AwsClients clients) {
    return workload ->
        new GoalNeeds(
            plan,
            clients.with(new Survey(clients, PlannedSurvey.wanted(plan))),
            AwsSites.of(plan, workload));
  }

  @Override
  public Optional<Problem> missing(Goal goal) throws InterruptedException {
    return findings(goal).stream()
        .filter(it -> it.weight() == Weight.OBSTACLE)
        .map(AwsFinding::problem)
        .findFirst();
  }

  private List<AwsFinding> findings(Goal goal) throws InterruptedException {
    return switch (goal) {
      case Goal.Promoted promoted -> key(promoted);
      case Goal.Running running -> launched(running);
      default -> List.of();
    };
  }

  private List<AwsFinding> key(Goal.Promoted goal) throws InterruptedException {
    var instances = sites.databases().get(goal.resource());
    return instances == null
        ? List.of()
        : KeyLook.of(
            surveyed, goal.resource(), Objects.requireNonNull(instances.get(goal.region())));
  }

  private List<AwsFinding> launched(Goal.Running goal) throws InterruptedException {
    var found = new ArrayList<AwsFinding>();
    var tasks = sites.tasks().get(goal.resource());
    if (tasks != null) {
      var there = Objects.requireNonNull(tasks.get(goal.region()));
      found.addAll(
          new TasksLook(
                  surveyed, parameters, goal.resource(), goal.region(), left(goal.region()), there)
              .started());
    }
    var groups = sites.groups().get(goal.resource());
    if (groups != null) {
      var there = Objects.requireNonNull(groups.get(goal.region()));
      found.addAll(new GroupLook(surveyed, goal.resource(), there).findings());
    }
    found.addAll(capacity.findings(goal.resource(), goal.region(), awsRegion(goal.region())));
    return found;
  }

  private String left(String region) {
    var other = plan.primary().name().equals(region) ? plan.recovery() : plan.primary();
    return awsRegion(other.name());
  }

  private String awsRegion(String region) {
    return AwsRegion.nameOf(Objects.requireNonNull(plan.regions().get(region)));
  }
}
