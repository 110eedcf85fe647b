package dev.lifeboat.provision.account;

import dev.lifeboat.provision.apply.StackChange;
import dev.lifeboat.provision.apply.StackProposal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/// Reads what CloudFormation says of a change set.
final class ChangeSetPages {
  /// CloudFormation has no code for "nothing to change", only these words, which its own command
  /// line looks for too.
  private static final List<String> NOTHING =
      List.of("didn't contain changes", "No updates are to be performed");

  private ChangeSetPages() {}

  static StackProposal proposal(List<DescribeChangeSetResponse> pages) {
    var first = pages.getFirst();
    var changes =
        pages.stream()
            .flatMap(it -> it.changes().stream())
            .flatMap(it -> Stream.ofNullable(it.resourceChange()))
            .map(ChangeSetPages::change)
            .toList();
    return new StackProposal(
        Objects.requireNonNullElse(first.changeSetId(), ""),
        state(first),
        Objects.requireNonNullElse(first.statusReason(), ""),
        changes);
  }

  private static StackProposal.State state(DescribeChangeSetResponse answer) {
    if (answer.status() == ChangeSetStatus.FAILED) {
      var reason = Objects.requireNonNullElse(answer.statusReason(), "");
      return NOTHING.stream().anyMatch(reason::contains)
          ? StackProposal.State.EMPTY
          : StackProposal.State.REFUSED;
    }
    if (answer.status() == ChangeSetStatus.DELETE_COMPLETE) {
      return StackProposal.State.NONE;
    }
    if (answer.status() != ChangeSetStatus.CREATE_COMPLETE) {
      return StackProposal.State.RECKONED;
    }
    return switch (answer.executionStatus()) {
      case AVAILABLE -> StackProposal.State.READY;
      case EXECUTE_IN_PROGRESS -> StackProposal.State.BEGUN;
      case EXECUTE_COMPLETE -> StackProposal.State.ENDED;
      case EXECUTE_FAILED -> StackProposal.State.UNDONE;
      case OBSOLETE -> StackProposal.State.NONE;
      case UNAVAILABLE, UNKNOWN_TO_SDK_VERSION -> StackProposal.State.RECKONED;
    };
  }

  private static StackChange change(ResourceChange change) {
    return new StackChange(
        change.actionAsString(),
        change.resourceType(),
        change.logicalResourceId(),
        Objects.requireNonNullElse(change.physicalResourceId(), ""),
        Objects.requireNonNullElse(change.replacementAsString(), "False"));
  }
}
