package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.plan.Quote;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.existing.AccountFind;
import dev.lifeboat.provision.existing.AccountItem;
import dev.lifeboat.provision.existing.UnreadableSource;
import dev.lifeboat.provision.existing.UnusedKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/// Things that stacks of somebody have. Reads only.
///
/// @param clients of whoever looks
public record ExistingStacks(AwsClients clients) {
  private static final String MEANS = "nothing was written";

  /// What plans name of what those stacks have. A region may lack a stack that the other one has.
  ///
  /// @throws UnreadableSource when no region has one of them
  public AccountFind things(List<String> awsRegions, List<String> stacks)
      throws ProblemException, UnreadableSource, InterruptedException {
    var api =
        AwsApi.control("CloudFormation", CloudFormationClient.class, CloudFormationClient::builder);
    var instances = new ExistingDatabases(clients);
    var found = new ArrayList<AccountItem>();
    var unknown = new ArrayList<UnusedKey>();
    var missing = new LinkedHashSet<>(stacks);
    for (var region : awsRegions) {
      var rows = new StackRows(clients.at(api, region, MEANS));
      for (var stack : new LinkedHashSet<>(stacks)) {
        var has = rows.of(stack);
        if (has.isPresent()) {
          missing.remove(stack);
        }
        var all = has.orElse(List.of());
        boolean capacity =
            all.stream().anyMatch(it -> OtherStackTypes.isCapacity(it.resourceType()));
        for (var row : all) {
          var thing = thing(region, stack, row);
          if (capacity && thing.filter(it -> it.kind() == AccountItem.Kind.GROUP).isPresent()) {
            unknown.add(new UnusedKey(told(region, stack, row), OtherStackTypes.CAPACITY));
          } else if (thing.isPresent()) {
            found.add(instances.known(thing.get(), unknown));
          } else {
            OtherStackTypes.why(row.resourceType(), stacks, row.physicalResourceId())
                .ifPresent(why -> unknown.add(new UnusedKey(told(region, stack, row), why)));
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new UnreadableSource(
          "no region of %s has a stack %s"
              .formatted(
                  String.join(", ", awsRegions),
                  String.join(", ", missing.stream().map(Quote::of).toList())),
          "name stacks that are there, or other regions: --regions PRIMARY,RECOVERY");
    }
    return new AccountFind(found, unknown);
  }

  private static String told(String region, String stack, StackResourceSummary row) {
    return "%s %s of stack %s in %s"
        .formatted(
            row.resourceType(),
            Quote.of(Objects.requireNonNullElse(row.physicalResourceId(), row.logicalResourceId())),
            Quote.of(stack),
            region);
  }

  private static Optional<AccountItem> thing(
      String region, String stack, StackResourceSummary row) {
    return row.physicalResourceId() == null
        ? Optional.empty()
        : AccountItem.ofStack(region, stack, row.resourceType(), row.physicalResourceId());
  }
}
