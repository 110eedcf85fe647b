package dev.lifeboat.provision.apply;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// How a stack is seen.
///
/// @param status as CloudFormation has it, such as `UPDATE_COMPLETE`
/// @param reason that it gives; empty for none
/// @param changeSet the id of the one that was made last; empty where the stack had none
/// @param parameters the values it has now
/// @param outputs of its template
public record StackLook(
    String status,
    String reason,
    String changeSet,
    Map<String, String> parameters,
    Map<String, String> outputs) {
  public StackLook {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
  }

  /// What can be done with it.
  public enum Standing {
    /// It can be changed.
    DEPLOYED,

    /// A first change was proposed and never made: it has no resource.
    UNDER_REVIEW,

    /// CloudFormation changes it now.
    AT_WORK,

    /// Its first change was undone: it has no resource and can only be removed.
    ROLLED_BACK,

    /// CloudFormation waits for a person.
    STUCK
  }

  /// What its status means.
  public Standing standing() {
    return switch (status) {
      case "CREATE_COMPLETE",
          "UPDATE_COMPLETE",
          "UPDATE_ROLLBACK_COMPLETE",
          "IMPORT_COMPLETE",
          "IMPORT_ROLLBACK_COMPLETE" ->
          Standing.DEPLOYED;
      case "REVIEW_IN_PROGRESS" -> Standing.UNDER_REVIEW;
      case "ROLLBACK_COMPLETE" -> Standing.ROLLED_BACK;
      default -> status.endsWith("_IN_PROGRESS") ? Standing.AT_WORK : Standing.STUCK;
    };
  }

  /// Whether it has, or may have, a resource.
  boolean hasAny() {
    return switch (standing()) {
      case DEPLOYED, AT_WORK, STUCK -> true;
      case UNDER_REVIEW, ROLLED_BACK -> false;
    };
  }

  /// Whether CloudFormation has nothing to do with it.
  boolean isAtRest() {
    return standing() != Standing.AT_WORK;
  }

  /// Whether the last change was made, and not undone.
  boolean isAsProposed() {
    return standing() == Standing.DEPLOYED && !status.contains("ROLLBACK");
  }

  /// What ends a [Standing#STUCK].
  String mend(StackAddress at) {
    var where = "--region %s --stack-name %s".formatted(at.awsRegion(), at.name());
    return switch (status) {
      case "UPDATE_ROLLBACK_FAILED" ->
          "mend what it names, then: aws cloudformation continue-update-rollback " + where;
      case "UPDATE_FAILED" -> "aws cloudformation rollback-stack " + where;
      default -> "mend what it names, then: aws cloudformation delete-stack " + where;
    };
  }
}
