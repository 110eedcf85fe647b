package dev.lifeboat.aws.ecs;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.plan.Copies;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/// Which region's stores the tasks of a service use. Secrets tell them, by a label that moves from
/// one version to another, or parameters, by the address of a database alone; the tasks, which read
/// both when they start, are started anew.
///
/// The proof needs no memory: a deployment that is over, the only one, and began after the last
/// change of each of them: tasks that it starts later read the same, so that whoever waits for this
/// waits for no capacity. Any other change of a secret, such as a rotation, asks for a restart too.
///
/// @param databases whose addresses parameters tell, by their names
public record EcsBinding(
    EcsServices services, PresentClaim claim, Map<String, RegionSites<RdsSite>> databases)
    implements ApiReconciler<Goal.Bound> {

  /// What the task definition names as the version of each secret.
  public static final String BOUND = "Bound";

  public EcsBinding {
    databases = Copies.ordered(databases);
  }

  /// Of a service that parameters tell nothing.
  public EcsBinding(EcsServices services, PresentClaim claim) {
    this(services, claim, Map.of());
  }

  private List<StoreWord> words(Goal.Bound goal) {
    var site = services.sites().in(goal.region());
    var words = new ArrayList<StoreWord>();
    site.secrets().forEach(it -> words.add(new SecretLabel(services, claim, it)));
    site.endpoints()
        .forEach(it ->
            words.add(
                new EndpointParameter(
                    services,
                    claim,
                    it.parameter(),
                    Objects.requireNonNull(databases.get(it.database()), it.database()))));
    return words;
  }

  @Override
  public Readiness readiness(Goal.Bound goal) throws ProblemException, InterruptedException {
    services.required(goal.region());
    for (var word : words(goal)) {
      var fault = word.fault(goal);
      if (fault.isPresent()) {
        return Readiness.notReady(fault.get());
      }
    }
    return Readiness.ready();
  }

  @Override
  public Observation look(Goal.Bound goal) throws ProblemException, InterruptedException {
    var changed = Instant.MIN;
    for (var word : words(goal)) {
      var told = word.look(goal);
      if (!told.right()) {
        return Observation.pending(told.words());
      }
      changed = later(changed, told.changed());
    }
    var service = services.required(goal.region());
    return isStartedSince(service, changed)
        ? Observation.met(EcsStatus.words(service) + ", started since they were bound")
        : Observation.pending(EcsStatus.words(service) + ", not all started since they were bound");
  }

  private static boolean isStartedSince(Service service, Instant changed) {
    return EcsStatus.ONE_DEPLOYMENT.test(service)
        && EcsStatus.primary(service)
            .filter(it -> isSince(it, changed))
            .filter(it -> it.rolloutState() == DeploymentRolloutState.COMPLETED)
            .isPresent();
  }

  /// Whether what tasks of `service` run or come to run was asked for after `changed`.
  public static boolean isDeployedSince(Service service, Instant changed) {
    return EcsStatus.primary(service).filter(it -> isSince(it, changed)).isPresent();
  }

  private static boolean isSince(Deployment deployment, Instant changed) {
    return deployment.createdAt().isAfter(changed);
  }

  @Override
  public void pursue(Goal.Bound goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var changed = Instant.MIN;
    for (var word : words(goal)) {
      changed = later(changed, word.tell(goal, attempt).changed());
    }
    var since = changed;
    if (EcsStatus.primary(services.required(goal.region()))
        .filter(it -> isSince(it, since))
        .filter(it -> it.rolloutState() != DeploymentRolloutState.FAILED)
        .isPresent()) {
      return; // It is being started anew, or was.
    }
    claim.confirm(goal, attempt);
    var site = services.sites().in(goal.region());
    services.call(
        goal.region(),
        ecs ->
            ecs.updateService(
                it -> it.cluster(site.cluster()).service(site.service()).forceNewDeployment(true)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
