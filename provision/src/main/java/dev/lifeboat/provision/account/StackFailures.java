package dev.lifeboat.provision.account;

import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/// Failures of a stack's last change, by its events. Reads only.
record StackFailures(RegionCall<CloudFormationClient> region) {
  private static final Set<String> BEGINNINGS =
      Set.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS");

  /// Of a resource that was given up because another one failed.
  private static final String CANCELLED = "cancelled";

  /// Events come the newest first; those of the last change end where it began.
  List<String> of(String stack) throws ProblemException, InterruptedException {
    var events =
        region.find(
            it -> it.describeStackEvents(ask -> ask.stackName(stack)).stackEvents(),
            CloudFormationStacks::isAbsent);
    var failures = new ArrayList<String>();
    for (var event : events.orElse(List.of())) {
      var status = event.resourceStatusAsString();
      if (stack.equals(event.logicalResourceId()) && BEGINNINGS.contains(status)) {
        break;
      }
      if (status.endsWith("_FAILED") && !reason(event).contains(CANCELLED)) {
        failures.add(
            "%s %s: %s".formatted(event.resourceType(), event.logicalResourceId(), reason(event)));
      }
    }
    return failures.reversed();
  }

  private static String reason(StackEvent event) {
    return Objects.requireNonNullElse(event.resourceStatusReason(), "no reason given");
  }
}
