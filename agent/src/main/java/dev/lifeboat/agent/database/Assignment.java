package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.Role;
import dev.lifeboat.wire.EpochRefusedException;
import org.jspecify.annotations.Nullable;

/// The duty that a database was last given. Kept durably.
///
/// @param epoch of the assignment; 0 if there is none
/// @param highestEpoch ever seen, by an assignment or in a placement; never lower than `epoch`
/// @param following a replica that was shown able to follow its source, and may try again
/// @param cleanStop where a writer was stopped cleanly under this assignment: its last checkpoint;
///   null if it was not
record Assignment(
    Role role, long epoch, long highestEpoch, boolean following, @Nullable String cleanStop) {

  static final Assignment NONE = new Assignment(Role.NONE, 0, 0, false, null);

  Assignment {
    if (highestEpoch < epoch) {
      throw new IllegalArgumentException(
          "highest epoch " + highestEpoch + " must not be below the epoch " + epoch);
    }
    if (following && role != Role.REPLICA) {
      throw new IllegalArgumentException("only a replica follows, was " + role);
    }
  }

  /// The next assignment; a clean stop is remembered for as long as the database stays stopped or
  /// read-only under the same epoch. Within an epoch it only goes toward the writer: a run fences
  /// before it promotes, so that a late request of the same run would undo what it achieved.
  ///
  /// @throws EpochRefusedException if somebody with a higher epoch was here before, or the writer
  ///   was assigned under the same one
  Assignment accept(Role newRole, long newEpoch, boolean nowFollowing)
      throws EpochRefusedException {
    requireNotLate(newEpoch);
    if (role == Role.WRITER && newRole != Role.WRITER && newEpoch == epoch) {
      throw new EpochRefusedException(
          "it was made the writer under epoch %d itself, and is fenced only under a higher one; nothing was changed"
              .formatted(epoch),
          newEpoch,
          highestEpoch);
    }
    boolean same = newEpoch == epoch && newRole != Role.WRITER && !nowFollowing;
    return new Assignment(newRole, newEpoch, newEpoch, nowFollowing, same ? cleanStop : null);
  }

  /// @throws EpochRefusedException if somebody with a higher epoch was here before
  void requireNotLate(long someEpoch) throws EpochRefusedException {
    if (someEpoch < highestEpoch) {
      throw new EpochRefusedException(
          "epoch %d is lower than %d, which was seen here already; nothing was changed"
              .formatted(someEpoch, highestEpoch),
          someEpoch,
          highestEpoch);
    }
  }

  boolean isWriterOf(long someEpoch) {
    return role == Role.WRITER && epoch == someEpoch;
  }

  /// The same assignment, knowing that an epoch was seen elsewhere.
  Assignment seen(long otherEpoch) {
    return otherEpoch <= highestEpoch
        ? this
        : new Assignment(role, epoch, otherEpoch, following, cleanStop);
  }

  Assignment stoppedCleanlyAt(String checkpoint) {
    return new Assignment(role, epoch, highestEpoch, following, checkpoint);
  }

  Assignment nowFollowing(boolean able) {
    return new Assignment(role, epoch, highestEpoch, able, able ? null : cleanStop);
  }
}
