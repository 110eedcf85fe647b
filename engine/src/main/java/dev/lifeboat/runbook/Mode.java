package dev.lifeboat.runbook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Why the writer moves, which decides what a run may risk.
public enum Mode {
  /// Unplanned: the old side may be gone, so it is fenced without its help and loss is possible.
  FAILOVER,
  /// Planned: both sides live; nothing acknowledged is lost, or the run undoes itself.
  SWITCHOVER,
  /// The way home after a failover: replicate back first, then a switchover.
  FAILBACK,
  /// The writer stays: the other side, which follows nobody, is made its replica. Users notice
  /// nothing.
  REPROTECT;

  /// The word on the command line and in JSON.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The mode that `word` names.
  ///
  /// @throws IllegalArgumentException naming the allowed words
  @JsonCreator
  public static Mode of(String word) {
    for (var mode : values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "mode must be failover, switchover, failback or reprotect, was '" + word + "'");
  }

  /// Whether the run moves the writer.
  public boolean moves() {
    return this != REPROTECT;
  }

  /// Whether a run that fails before its point of no return takes itself back. A failover keeps its
  /// fences instead.
  public boolean undoes() {
    return this != FAILOVER;
  }
}
