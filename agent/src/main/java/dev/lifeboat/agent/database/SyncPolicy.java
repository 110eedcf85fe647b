package dev.lifeboat.agent.database;

import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Positions;
import java.time.Duration;
import java.util.Optional;

/// Decides whether a writer should wait for its replica, look after look. Pure and immutable; time
/// is the machine's monotonic clock since any origin.
///
/// The replica is *in touch* when it streams and has on its disk what the writer had at an earlier
/// look, the mark. So an idle replica is in touch as long as it is connected, one that is frozen is
/// not once there is something to write, and a connection alone proves nothing.
///
/// @param mark what the replica must have to be in touch; empty until the next look sets it
/// @param since when the mark was set, or the replica was last in touch
record SyncPolicy(Phase phase, Optional<Lsn> mark, Duration since) {

  /// A replica that has what the writer had a second ago is waited for about that long.
  private static final Duration CAUGHT_UP = Duration.ofSeconds(1);

  enum Phase {
    /// Commits wait for the replica.
    SYNCHRONOUS,
    /// Commits wait for nobody, and the arbiter knows.
    LAPSED,
    /// Commits are meant to wait again; whether everything from before is on the replica is not
    /// known yet. So begins an agent that finds its writer waiting.
    RETURNING
  }

  /// What to do about it now. Whoever does it says so by [#reached]; until then the same order
  /// comes again.
  enum Order {
    NOTHING,
    /// Tell the arbiter, then let commits go on.
    LAPSE,
    /// Let commits wait again.
    RETURN,
    /// Tell the arbiter that the lapse is over.
    END
  }

  record Turn(SyncPolicy next, Order order) {}

  static SyncPolicy in(Phase phase, Duration now) {
    return new SyncPolicy(phase, Optional.empty(), now);
  }

  /// An order was carried out.
  SyncPolicy reached(Phase newPhase, Duration now) {
    return in(newPhase, now);
  }

  /// One look.
  ///
  /// @param written what the writer had at the look
  /// @param replica its row, if it is connected
  /// @param bound how long it may be out of touch
  Turn after(Lsn written, Optional<Positions.Replica> replica, Duration now, Duration bound) {
    boolean has = mark.isPresent() && has(replica, mark.get());
    return switch (phase) {
      case SYNCHRONOUS -> synchronous(written, has, now, bound);
      case LAPSED -> lapsed(written, has, now);
      case RETURNING -> returning(written, replica, has, now, bound);
    };
  }

  private Turn synchronous(Lsn written, boolean has, Duration now, Duration bound) {
    if (mark.isEmpty()) {
      return new Turn(new SyncPolicy(phase, Optional.of(written), since), Order.NOTHING);
    } else if (has) {
      return new Turn(marked(written, now), Order.NOTHING);
    }
    return new Turn(this, late(now, bound) ? Order.LAPSE : Order.NOTHING);
  }

  private Turn lapsed(Lsn written, boolean has, Duration now) {
    if (has && !late(now, CAUGHT_UP)) {
      return new Turn(this, Order.RETURN);
    }
    boolean renew = mark.isEmpty() || has;
    return new Turn(renew ? marked(written, now) : this, Order.NOTHING);
  }

  private Turn returning(
      Lsn written, Optional<Positions.Replica> replica, boolean has, Duration now, Duration bound) {
    boolean waitedFor = replica.filter(it -> it.syncState().equals("sync")).isPresent();
    if (waitedFor && has) {
      return new Turn(this, Order.END);
    } else if (late(now, bound)) {
      return new Turn(this, Order.LAPSE);
    }
    // Set once the server says that it waits: all that was acknowledged without the replica is
    // before it.
    boolean mayMark = waitedFor && mark.isEmpty();
    return new Turn(
        mayMark ? new SyncPolicy(phase, Optional.of(written), since) : this, Order.NOTHING);
  }

  private SyncPolicy marked(Lsn written, Duration now) {
    return new SyncPolicy(phase, Optional.of(written), now);
  }

  private boolean late(Duration now, Duration bound) {
    return now.minus(since).compareTo(bound) > 0;
  }

  private static boolean has(Optional<Positions.Replica> replica, Lsn position) {
    return replica
        .filter(it -> it.state().equals("streaming"))
        .flatMap(Positions.Replica::flush)
        .filter(flush -> flush.compareTo(position) >= 0)
        .isPresent();
  }
}
