package dev.lifeboat.aws.ecs;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.api.ApiGoal;
import dev.lifeboat.aws.api.Condition;
import dev.lifeboat.aws.api.WantedCapacity;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// Runs as many tasks of a service as wanted, or more where Application Auto Scaling has it grown.
/// ECS repeats a task that does not start for as long as it is wanted, so what keeps it from
/// starting shows in the service's events and not as a refusal.
///
/// ECS keeps no generation of its own; a goal that names one is refused before a run begins.
///
/// @param planned of the service
public record EcsCapacity(EcsServices services, PresentClaim claim, Service.Instances planned)
    implements ApiReconciler<Goal.Running> {

  /// So many tasks of the service at `site`.
  public static ApiGoal form(EcsSite site, WantedCapacity capacity) {
    var wanted = capacity.at("DesiredCount");
    return new ApiGoal(
        EcsStatus.look(site),
        "Services[0]",
        Condition.all(
            EcsStatus.ACTIVE,
            wanted,
            capacity.at("RunningCount"),
            // While it grows further some are always pending.
            capacity.fewer() ? EcsStatus.NOTHING_UNDER_WAY : EcsStatus.ONE_DEPLOYMENT),
        // What is wanted already comes to run by itself.
        List.of(
            new ApiGoal.Request(
                Condition.all(EcsStatus.ACTIVE, wanted.not()),
                new ApiCall(
                    "ecs",
                    "updateService",
                    Map.of(
                        "Cluster", site.cluster(),
                        "Service", site.service(),
                        "DesiredCount", capacity.instances())))));
  }

  private ApiGoal form(Goal.Running goal) {
    return form(services.sites().in(goal.region()), WantedCapacity.of(goal.instances(), planned));
  }

  @Override
  public Readiness readiness(Goal.Running goal) throws ProblemException, InterruptedException {
    if (goal.generation() > 0) {
      return Readiness.notReady(
          Problem.lasting(
              Code.LB2001,
              goal.phrase() + ": ECS does not tell under which generation a task was started",
              "tasks of before could count as new ones; nothing was changed",
              "bind the service instead, which starts its tasks anew"));
    }
    var seen = services.required(goal.region());
    var site = services.sites().in(goal.region());
    return EcsStatus.failure(seen)
        .map(failed ->
            Readiness.notReady(
                Problem.passing(
                    Code.LB2013,
                    "%s cannot be relied on: %s: %s"
                        .formatted(goal.phrase(), seen.serviceName(), failed),
                    "more tasks of it would fail alike",
                    "see the events: aws ecs describe-services --cluster %s --services %s --region %s"
                        .formatted(site.cluster(), seen.serviceName(), site.awsRegion()))))
        .orElseGet(Readiness::ready);
  }

  @Override
  public Observation look(Goal.Running goal) throws ProblemException, InterruptedException {
    var seen = services.required(goal.region());
    return Observation.metIf(form(goal).met().test(seen), EcsStatus.words(seen));
  }

  @Override
  public void pursue(Goal.Running goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var request = form(goal).request(services.required(goal.region()));
    if (request.isEmpty()) {
      return;
    }
    claim.confirm(goal, attempt);
    services.call(
        goal.region(),
        ecs -> ecs.updateService(request.get().fill(UpdateServiceRequest.builder()).build()));
  }
}
