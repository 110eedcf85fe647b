package dev.lifeboat.provision.apply;

import java.util.List;

/// State of a stack's change set.
///
/// @param id of it alone, whatever others had its name; empty for none
/// @param reason that CloudFormation gives; empty for none
public record StackProposal(String id, State state, String reason, List<StackChange> changes) {
  public StackProposal {
    changes = List.copyOf(changes);
  }

  /// Whether it can be made, though it may be of no resource.
  boolean isReady() {
    return state == State.READY;
  }

  /// Its state.
  public enum State {
    /// There is none.
    NONE,
    /// CloudFormation reckons it.
    RECKONED,
    /// It can be made.
    READY,
    /// The stack is as its template says.
    EMPTY,
    /// CloudFormation refuses the template.
    REFUSED,
    /// It is made now.
    BEGUN,
    /// It was made.
    ENDED,
    /// It was not made, or undone.
    UNDONE
  }
}
