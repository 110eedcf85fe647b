package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.existing.AccountItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/// Things that stacks of somebody have. Reads only.
///
/// @param clients of whoever looks
public record ExistingStacks(AwsClients clients) {
  private static final String MEANS = "nothing was written";

  /// What plans name of what those stacks have. A stack that a region does not have is passed over.
  public List<AccountItem> things(List<String> awsRegions, List<String> stacks)
      throws ProblemException, InterruptedException {
    var api =
        AwsApi.control("CloudFormation", CloudFormationClient.class, CloudFormationClient::builder);
    var found = new ArrayList<AccountItem>();
    for (var region : awsRegions) {
      var rows = new StackRows(clients.at(api, region, MEANS));
      for (var stack : stacks) {
        rows.of(stack).forEach(it -> thing(region, stack, it).ifPresent(found::add));
      }
    }
    return List.copyOf(found);
  }

  private static Optional<AccountItem> thing(
      String region, String stack, StackResourceSummary row) {
    return row.physicalResourceId() == null
        ? Optional.empty()
        : AccountItem.ofStack(region, stack, row.resourceType(), row.physicalResourceId());
  }
}
