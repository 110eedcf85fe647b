package dev.lifeboat.provision.account;

import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/// Rows of stacks of one region, anybody's among them. Reads only.
record StackRows(RegionCall<CloudFormationClient> region) {
  /// Of what a stack had and has no more.
  private static final Set<String> LEFT = Set.of("DELETE_COMPLETE", "DELETE_SKIPPED");

  /// What a stack has, on all pages; empty where there is no such stack.
  Optional<List<StackResourceSummary>> of(String stack)
      throws ProblemException, InterruptedException {
    return region.find(
        it ->
            it
                .listStackResourcesPaginator(ask -> ask.stackName(stack))
                .stackResourceSummaries()
                .stream()
                .filter(row -> !LEFT.contains(row.resourceStatusAsString()))
                .toList(),
        CloudFormationStacks::isAbsent);
  }

  /// The stack but `own` that has a thing. The first answer names a stack that has something of
  /// that name, and a hundred of its things at most: the thing may be another one, or be gone.
  Optional<String> owner(String own, String type, String name)
      throws ProblemException, InterruptedException {
    var stacks =
        region
            .find(
                it ->
                    it.describeStackResources(ask -> ask.physicalResourceId(name)).stackResources(),
                CloudFormationStacks::isAbsent)
            .orElse(List.of())
            .stream()
            .map(StackResource::stackName)
            .filter(it -> !it.equals(own))
            .distinct()
            .toList();
    for (var stack : stacks) {
      if (of(stack).stream()
          .flatMap(List::stream)
          .anyMatch(it -> name.equals(it.physicalResourceId()) && type.equals(it.resourceType()))) {
        return Optional.of(stack);
      }
    }
    return Optional.empty();
  }
}
