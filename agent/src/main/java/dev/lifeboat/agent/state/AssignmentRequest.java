package dev.lifeboat.agent.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lifeboat.provider.Succession;
import org.jspecify.annotations.Nullable;

/// The body of `PUT /databases/{name}/assignment`.
///
/// @param epoch must be at least the highest the agent has seen
/// @param stop how a running writer is stopped on the way; orderly if absent
/// @param workload if given, must be the database's own: a caller who means another is refused
/// @param succession of a writer: whom it replaces; null for any other role
public record AssignmentRequest(
    Role role,
    long epoch,
    @Nullable Stop stop,
    @Nullable String workload,
    @Nullable Succession succession) {

  public AssignmentRequest {
    if (role == null || role == Role.NONE) {
      throw new IllegalArgumentException("role must be writer, replica or stopped, was " + role);
    }
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be above zero, was " + epoch);
    }
    if (role == Role.WRITER && succession == null) {
      throw new IllegalArgumentException("a writer must say whom it replaces, by 'succession'");
    }
  }

  public static AssignmentRequest writer(long epoch, Succession succession) {
    return new AssignmentRequest(Role.WRITER, epoch, null, null, succession);
  }

  public static AssignmentRequest replica(long epoch, Stop stop) {
    return new AssignmentRequest(Role.REPLICA, epoch, stop, null, null);
  }

  public static AssignmentRequest stopped(long epoch, Stop stop) {
    return new AssignmentRequest(Role.STOPPED, epoch, stop, null, null);
  }

  /// Whom a writer replaces.
  public Succession replaced() {
    return succession == null ? Succession.NONE : succession;
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
