package dev.lifeboat.aws.ecs;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// The label [EcsBinding#BOUND] of a secret, which has a version for every region of the plan,
/// labelled with the region's name beforehand. What a secret holds is never asked for.
public record SecretLabel(EcsServices services, PresentClaim claim, String secret)
    implements StoreWord {

  @Override
  public Optional<Problem> fault(Goal.Bound goal) throws ProblemException, InterruptedException {
    var seen = seen(goal);
    var fault = fault(seen, secret, services.sites().in(goal.region()).awsRegion());
    if (fault.isEmpty()) {
      var _ = versionFor(goal, seen);
    }
    return fault;
  }

  @Override
  public Told look(Goal.Bound goal) throws ProblemException, InterruptedException {
    return told(goal, seen(goal));
  }

  private Told told(Goal.Bound goal, DescribeSecretResponse seen) {
    return new Told(
        isBound(seen, goal.stores()),
        "secret %s is bound to %s".formatted(secret, boundTo(seen)),
        seen.lastChangedDate());
  }

  /// Moves the label, on the condition that it is still where it was seen.
  @Override
  public Told tell(Goal.Bound goal, Attempt attempt) throws InterruptedException, ProblemException {
    var before = seen(goal);
    if (isBound(before, goal.stores())) {
      return told(goal, before);
    }
    var to = versionFor(goal, before);
    claim.confirm(goal, attempt);
    try {
      services.secrets(
          goal.region(),
          secrets ->
              secrets.updateSecretVersionStage(it ->
                  it.secretId(secret)
                      .versionStage(EcsBinding.BOUND)
                      .removeFromVersionId(labelled(before, EcsBinding.BOUND).orElse(null))
                      .moveToVersionId(to)));
    } catch (ProblemException failed) {
      // An earlier attempt of the same request may have moved it.
      var after = seen(goal);
      if (isBound(after, goal.stores())) {
        return told(goal, after);
      }
      throw failed;
    }
    return told(goal, seen(goal));
  }

  private DescribeSecretResponse seen(Goal.Bound goal)
      throws InterruptedException, ProblemException {
    try {
      return services.secrets(goal.region(), it -> it.describeSecret(of -> of.secretId(secret)));
    } catch (ProblemException failed) {
      var awsRegion = services.sites().in(goal.region()).awsRegion();
      throw failed.getCause() instanceof ResourceNotFoundException
          ? absent(secret, awsRegion, services.sites().resource()).asException(failed)
          : failed;
    }
  }

  /// What is told of a secret that is not there.
  public static Problem absent(String secret, String awsRegion, String service) {
    return Problem.lasting(
        Code.LB7005,
        "%s has no secret '%s' for %s".formatted(awsRegion, secret, service),
        "tasks that name it do not start",
        "create it there, no replica, with a version labelled by each region");
  }

  private static boolean isBound(DescribeSecretResponse secret, String stores) {
    return labelled(secret, EcsBinding.BOUND)
        .filter(labelled(secret, stores).orElse("")::equals)
        .isPresent();
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
                        .formatted(EcsBinding.BOUND)
                    + " later cannot log in",
                "keep the password in a secret that tasks read without a label, and in this one"
                    + " only what differs by region; then: aws secretsmanager cancel-rotate-secret"
                    + " --secret-id %s --region %s".formatted(name, awsRegion)))
        : Optional.empty();
  }

  private static String boundTo(DescribeSecretResponse secret) {
    return labelled(secret, EcsBinding.BOUND)
        .map(it -> "the version labelled " + secret.versionIdsToStages().get(it))
        .orElse("no version");
  }

  private String versionFor(Goal.Bound goal, DescribeSecretResponse seen) throws ProblemException {
    return labelled(seen, goal.stores())
        .orElseThrow(() ->
            unlabelled(
                    secret,
                    services.sites().in(goal.region()).awsRegion(),
                    goal.stores(),
                    goal.stores().equals(goal.region()))
                .asException());
  }

  /// What is told of a secret without a version that tells the stores of a region.
  ///
  /// @param awsRegion where the secret is
  /// @param bound whether tasks are to read it at once
  public static Problem unlabelled(String secret, String awsRegion, String stores, boolean bound) {
    return Problem.lasting(
        Code.LB7010,
        "secret %s in %s has no version labelled '%s'".formatted(secret, awsRegion, stores),
        "tasks there cannot be told of the stores in %s; nothing was changed".formatted(stores),
        "aws secretsmanager put-secret-value --region %s --secret-id %s --version-stages %s"
                .formatted(awsRegion, secret, bound ? stores + " " + EcsBinding.BOUND : stores)
            + " --secret-string …");
  }
}
