package dev.lifeboat.runbook;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.lifeboat.plan.WordedChoice;

/// Reason for moving the writer, which decides what a run may risk.
public enum Mode implements JsonChoice {
  /// Unplanned: the old side may be gone, so it is fenced without its help and loss is possible.
  FAILOVER,
  /// Planned: both sides live; nothing acknowledged is lost, or the run undoes itself.
  SWITCHOVER,
  /// The way home after a failover: replicate back first, then a switchover.
  FAILBACK,
  /// The writer stays: the other side, which follows nobody, is made its replica. Users notice
  /// nothing.
  REPROTECT;

  /// The mode that `word` names.
  ///
  /// @throws IllegalArgumentException naming the allowed words
  @JsonCreator
  public static Mode of(String word) {
    return WordedChoice.find(values(), word)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "mode must be failover, switchover, failback or reprotect, was '" + word + "'"));
  }

  /// Whether the run moves the writer.
  public boolean moves() {
    return this != REPROTECT;
  }

  /// Whether a run that is done leaves the other side following nobody: it is made to by a
  /// reprotect. Planned moves turn the replication round themselves.
  public boolean leavesUnprotected() {
    return this == FAILOVER;
  }

  /// Whether a run that fails before its point of no return takes itself back. A failover keeps its
  /// fences instead.
  public boolean undoes() {
    return this != FAILOVER;
  }
}
