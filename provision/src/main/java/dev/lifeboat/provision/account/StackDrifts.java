package dev.lifeboat.provision.account;

import static software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus.DELETED;
import static software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus.MODIFIED;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.apply.DriftPort;
import dev.lifeboat.provision.apply.ResourceDrift;
import dev.lifeboat.provision.apply.StackAddress;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;

/// Drift of the stacks of a plan. CloudFormation writes down what it found, and changes no stack.
record StackDrifts(AwsClients clients) implements DriftPort {
  private static final String MEANS = "what people changed in it is not known";

  private RegionCall<CloudFormationClient> in(StackAddress at) {
    return clients.at(CloudFormationStacks.api(), at.awsRegion(), MEANS);
  }

  @Override
  public String detect(StackAddress at) throws ProblemException, InterruptedException {
    return in(at)
        .make(it -> it.detectStackDrift(ask -> ask.stackName(at.name())).stackDriftDetectionId());
  }

  @Override
  public Detection detection(StackAddress at, String id)
      throws ProblemException, InterruptedException {
    var seen =
        in(at)
            .make(it -> it.describeStackDriftDetectionStatus(ask -> ask.stackDriftDetectionId(id)));
    return new Detection(
        state(seen.detectionStatus()),
        Objects.requireNonNullElse(seen.detectionStatusReason(), ""));
  }

  static State state(StackDriftDetectionStatus status) {
    return switch (status) {
      case DETECTION_IN_PROGRESS -> State.AT_WORK;
      case DETECTION_COMPLETE -> State.DONE;
      case DETECTION_FAILED, UNKNOWN_TO_SDK_VERSION -> State.FAILED;
    };
  }

  @Override
  public List<ResourceDrift> drifts(StackAddress at) throws ProblemException, InterruptedException {
    return in(at)
        .make(it ->
            it
                .describeStackResourceDriftsPaginator(ask ->
                    ask.stackName(at.name()).stackResourceDriftStatusFilters(MODIFIED, DELETED))
                .stream()
                .flatMap(page -> page.stackResourceDrifts().stream())
                .map(one -> drift(at, one))
                .toList());
  }

  private static ResourceDrift drift(StackAddress at, StackResourceDrift one) {
    return new ResourceDrift(
        at,
        one.resourceType(),
        one.logicalResourceId(),
        Objects.requireNonNullElse(one.physicalResourceId(), ""),
        one.stackResourceDriftStatus() == DELETED,
        one.propertyDifferences().stream().map(StackDrifts::difference).toList());
  }

  private static ResourceDrift.Difference difference(PropertyDifference one) {
    return new ResourceDrift.Difference(
        one.propertyPath(),
        Objects.requireNonNullElse(one.expectedValue(), ""),
        Objects.requireNonNullElse(one.actualValue(), ""));
  }
}
