package dev.lifeboat.provision.account;

import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.apply.StackAddress;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// Stacks of one plan among anybody's in a region. Reads only.
record StacksOfPlan(RegionCall<CloudFormationClient> region, String plan) {
  List<StackAddress> all(String awsRegion) throws ProblemException, InterruptedException {
    return region.make(it ->
        it.describeStacksPaginator().stacks().stream()
            .filter(stack -> isOf(plan, stack))
            .map(stack -> new StackAddress(awsRegion, stack.stackName()))
            .toList());
  }

  /// The name alone may be that of a plan whose name begins so, the tag that of a person's stack.
  static boolean isOf(String plan, Stack stack) {
    return stack.stackName().startsWith("lifeboat-%s-".formatted(plan))
        && stack.tags().stream()
            .anyMatch(it -> it.key().equals(ProvisionFiles.PLAN_TAG) && it.value().equals(plan));
  }
}
