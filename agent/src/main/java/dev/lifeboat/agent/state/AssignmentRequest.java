package dev.lifeboat.agent.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// The body of `PUT /databases/{name}/assignment`.
///
/// @param epoch must be at least the highest the agent has seen
/// @param stop how a running writer is stopped on the way; orderly if absent
/// @param workload if given, must be the database's own: a caller who means another is refused
/// @param override of a writer: whose word replaces votes that cannot be had, and why; mostly null
public record AssignmentRequest(
    Role role,
    long epoch,
    @Nullable Stop stop,
    @Nullable String workload,
    @Nullable String override) {

  public AssignmentRequest {
    if (role == null || role == Role.NONE) {
      throw new IllegalArgumentException("role must be writer, replica or stopped, was " + role);
    }
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be above zero, was " + epoch);
    }
  }

  public static AssignmentRequest writer(long epoch) {
    return new AssignmentRequest(Role.WRITER, epoch, null, null, null);
  }

  /// A writer on a named person's word: it needs no votes until two voters grant them.
  ///
  /// @param override who says so, and why
  public static AssignmentRequest writerByOverride(long epoch, String override) {
    return new AssignmentRequest(Role.WRITER, epoch, null, null, override);
  }

  public static AssignmentRequest replica(long epoch, Stop stop) {
    return new AssignmentRequest(Role.REPLICA, epoch, stop, null, null);
  }

  public static AssignmentRequest stopped(long epoch, Stop stop) {
    return new AssignmentRequest(Role.STOPPED, epoch, stop, null, null);
  }

  /// Orderly if nothing was said.
  public Stop stopOrDefault() {
    return stop == null ? Stop.ORDERLY : stop;
  }

  /// How to stop a server.
  public enum Stop {
    /// Waits until the replicas have all WAL, and fails rather than losing some.
    @JsonProperty("orderly")
    ORDERLY,
    /// As quickly as can be; what was not replicated stays behind.
    @JsonProperty("immediate")
    IMMEDIATE
  }
}
