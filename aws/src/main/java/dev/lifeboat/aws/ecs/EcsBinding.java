package dev.lifeboat.aws.ecs;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/// Which region's stores the tasks of a service use. Each secret of the service has a version for
/// every region of the plan, labelled with the region's name beforehand. The label [#BOUND] moves
/// from one to the other, and the tasks, which read their secrets when they start, are started
/// anew. What a secret holds is never asked for.
///
/// The proof needs no memory: a deployment that is over and began after the last change of each
/// secret. Any other change of a secret, such as a rotation, therefore asks for a restart too.
public record EcsBinding(EcsServices services, PresentClaim claim)
    implements ApiReconciler<Goal.Bound> {

  /// What the task definition names as the version of each secret.
  public static final String BOUND = "Bound";

  @Override
  public Readiness readiness(Goal.Bound goal) throws ProblemException, InterruptedException {
    services.required(goal.region());
    var site = services.sites().in(goal.region());
    for (var secret : site.secrets()) {
      var seen = seen(goal, secret);
      var fault = fault(seen, secret, site.awsRegion());
      if (fault.isPresent()) {
        return Readiness.notReady(fault.get());
      }
      versionFor(goal, secret, seen);
    }
    return Readiness.ready();
  }

  @Override
  public Observation look(Goal.Bound goal) throws ProblemException, InterruptedException {
    var changed = Instant.MIN;
    for (var secret : services.sites().in(goal.region()).secrets()) {
      var seen = seen(goal, secret);
      if (!isBound(seen, goal.stores())) {
        return Observation.pending("secret %s is bound to %s".formatted(secret, boundTo(seen)));
      }
      changed = later(changed, seen.lastChangedDate());
    }
    var service = services.required(goal.region());
    return isStartedSince(service, changed)
        ? Observation.met(EcsStatus.words(service) + ", started since they were bound")
        : Observation.pending(EcsStatus.words(service) + ", not all started since they were bound");
  }

  private static boolean isStartedSince(Service service, Instant changed) {
    return EcsStatus.isSteady(service)
        && EcsStatus.primary(service)
            .filter(it -> isSince(it, changed))
            .filter(it -> it.rolloutState() == DeploymentRolloutState.COMPLETED)
            .isPresent();
  }

  private static boolean isSince(Deployment deployment, Instant changed) {
    return deployment.createdAt().isAfter(changed);
  }

  @Override
  public void pursue(Goal.Bound goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var changed = Instant.MIN;
    for (var secret : services.sites().in(goal.region()).secrets()) {
      changed = later(changed, bind(goal, attempt, secret).lastChangedDate());
    }
    var since = changed;
    if (EcsStatus.primary(services.required(goal.region()))
        .filter(it -> isSince(it, since))
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

  /// Moves the label, on the condition that it is still where it was seen.
  private DescribeSecretResponse bind(Goal.Bound goal, Attempt attempt, String secret)
      throws InterruptedException, ProblemException {
    var before = seen(goal, secret);
    if (isBound(before, goal.stores())) {
      return before;
    }
    var to = versionFor(goal, secret, before);
    claim.confirm(goal, attempt);
    try {
      services.secrets(
          goal.region(),
          secrets ->
              secrets.updateSecretVersionStage(it ->
                  it.secretId(secret)
                      .versionStage(BOUND)
                      .removeFromVersionId(labelled(before, BOUND).orElse(null))
                      .moveToVersionId(to)));
    } catch (ProblemException failed) {
      // An earlier attempt of the same request may have moved it.
      var after = seen(goal, secret);
      if (isBound(after, goal.stores())) {
        return after;
      }
      throw failed;
    }
    return seen(goal, secret);
  }

  private DescribeSecretResponse seen(Goal.Bound goal, String secret)
      throws InterruptedException, ProblemException {
    return services.secrets(goal.region(), it -> it.describeSecret(of -> of.secretId(secret)));
  }

  private static boolean isBound(DescribeSecretResponse secret, String stores) {
    return labelled(secret, BOUND).filter(labelled(secret, stores).orElse("")::equals).isPresent();
  }

  /// The id of the version that carries a label.
  public static Optional<String> labelled(DescribeSecretResponse secret, String label) {
    return secret.versionIdsToStages().entrySet().stream()
        .filter(it -> it.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Why a secret cannot say which region's stores are used; empty if it can.
  ///
  /// @param awsRegion where it is
  public static Optional<Problem> fault(
      DescribeSecretResponse secret, String name, String awsRegion) {
    var primary = Optional.ofNullable(secret.primaryRegion()).filter(it -> !it.equals(awsRegion));
    if (primary.isPresent()) {
      return Optional.of(
          Problem.lasting(
              Code.LB7010,
              "secret %s in %s is a replica of the one in %s"
                  .formatted(name, awsRegion, primary.get()),
              "its labels are that one's and cannot be moved here, so that tasks of both regions"
                  + " would use the same stores",
              "make it a secret of its own, then label a version of it by each region: aws"
                  + " secretsmanager stop-replication-to-replica --secret-id %s --region %s"
                      .formatted(name, awsRegion)));
    }
    return Boolean.TRUE.equals(secret.rotationEnabled())
        ? Optional.of(
            Problem.lasting(
                Code.LB7010,
                "secret %s in %s is rotated".formatted(name, awsRegion),
                "a rotation ends the password of the version labelled '%s', and tasks that start"
                        .formatted(BOUND)
                    + " later cannot log in",
                "keep the password in a secret that tasks read without a label, and in this one"
                    + " only what differs by region; then: aws secretsmanager cancel-rotate-secret"
                    + " --secret-id %s --region %s".formatted(name, awsRegion)))
        : Optional.empty();
  }

  private static String boundTo(DescribeSecretResponse secret) {
    return labelled(secret, BOUND)
        .map(it -> "the version labelled " + secret.versionIdsToStages().get(it))
        .orElse("no version");
  }

  private String versionFor(Goal.Bound goal, String secret, DescribeSecretResponse seen)
      throws ProblemException {
    return labelled(seen, goal.stores())
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB7010,
                "secret %s in %s has no version labelled '%s'"
                    .formatted(
                        secret, services.sites().in(goal.region()).awsRegion(), goal.stores()),
                "tasks could not be told of the stores in %s; nothing was changed"
                    .formatted(goal.stores()),
                "put a version with that region's endpoint there and label it: aws"
                    + " secretsmanager put-secret-value --secret-id %s --version-stages %s"
                        .formatted(secret, goal.stores())));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
