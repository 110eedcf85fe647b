package dev.lifeboat.agent.lease;

import dev.lifeboat.agent.lease.GuardedState.Standing;
import dev.lifeboat.postgres.CommitTrigger;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.LoginGate;
import dev.lifeboat.postgres.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets the logins of a database write while the lease is held, and takes their right to log in
/// otherwise. For a database whose server is somebody else's affair: SQL rights are all it has.
///
/// The triggers on the tables come first and last: they are told ahead until when they may let
/// commits through, and refuse by themselves once nobody tells them any more, so that a guard that
/// dies or is cut off from its database fences it too.
final class LoginLoop implements Gate {
  private static final Logger LOG = System.getLogger(LoginLoop.class.getName());

  private static final Duration EVERY = Duration.ofMillis(250);

  /// For each statement; what takes longer is tried anew.
  private static final Duration STATEMENT = Duration.ofSeconds(1);

  /// Sessions end within moments, unless their server is in trouble.
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(20);

  private static final int LOOKS_FOR_TABLES = 4;

  private final GuardedLogins guarded;
  private final WorkloadLease lease;
  private final HeldSession session;
  private final ReentrantLock turning = new ReentrantLock();
  private int turns;
  private volatile boolean controls;
  private volatile GuardedState seen;
  private @Nullable String closedAt;
  private volatile String doing = "not looked at yet";

  LoginLoop(GuardedLogins guarded, WorkloadLease lease) {
    this.guarded = guarded;
    this.lease = lease;
    this.seen = GuardedState.unknown(guarded.database());
    this.session = new HeldSession(() -> Session.open(guarded.guard(), STATEMENT));
  }

  @Override
  public String database() {
    return guarded.database();
  }

  @Override
  public String doing() {
    return doing;
  }

  /// Whether the server did at its last turn what it was told to.
  boolean controls() {
    return controls;
  }

  /// How it stood at the last turn.
  GuardedState seen() {
    return seen;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    long end = System.nanoTime() + CLOSING.toNanos();
    turning.lockInterruptibly();
    try {
      var held = session.get();
      while (!held.inRecovery() && shut(held) > 0) {
        if (System.nanoTime() > end) {
          throw new IOException(doing + " at " + database());
        }
        Thread.sleep(LOOK);
      }
    } catch (SQLException failure) {
      session.giveUp();
      throw new IOException(
          "%s could not be closed: %s".formatted(database(), failure.getMessage()), failure);
    } finally {
      turning.unlock();
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        turning.lockInterruptibly();
        try {
          turn();
        } finally {
          turning.unlock();
        }
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      session.giveUp();
    }
  }

  private void turn() {
    try {
      var held = session.get();
      boolean replica = held.inRecovery();
      if (replica) {
        closedAt = null;
        see(Standing.REPLICA, position(held, "pg_last_wal_replay_lsn()"));
        say("a replica, which takes no write");
      } else if (lease.mayWrite()) {
        admit(held);
      } else {
        var _ = shut(held);
      }
      controls = !replica;
    } catch (SQLException trouble) {
      controls = false;
      seen = GuardedState.unknown(guarded.database());
      session.giveUp();
      say("out of reach: " + trouble.getMessage());
    }
  }

  private void admit(Session held) throws SQLException {
    closedAt = null;
    see(Standing.OPEN, "");
    if (turns++ % LOOKS_FOR_TABLES == 0) {
      CommitTrigger.prepare(held);
      CommitTrigger.cover(held);
    }
    CommitTrigger.holdFor(held, lease::remaining);
    for (var login : guarded.logins()) {
      LoginGate.open(held, login);
    }
    say("open");
  }

  /// Refuses commits first: a session that was asked to end may be about to make one.
  ///
  /// @return how many sessions there were
  private int shut(Session held) throws SQLException {
    turns = 0;
    CommitTrigger.prepare(held);
    CommitTrigger.refuse(held);
    int sessions = 0;
    for (var login : guarded.logins()) {
      sessions += LoginGate.close(held, login);
    }
    if (sessions == 0) {
      // Nobody writes any more, so that nothing of the services is beyond this.
      var at = closedAt == null ? position(held, "pg_current_wal_insert_lsn()") : closedAt;
      closedAt = at;
      see(Standing.CLOSED, at);
    }
    say(
        sessions == 0
            ? "closed: the lease is not held"
            : "closing: %d sessions are being ended".formatted(sessions));
    return sessions;
  }

  private void see(Standing standing, String position) {
    seen = new GuardedState(guarded.database(), standing, position);
  }

  private static String position(Session held, String function) throws SQLException {
    return held.queryTexts("SELECT %s::text".formatted(function)).getFirst();
  }

  private void say(String now) {
    if (!now.equals(doing)) {
      LOG.log(Level.INFO, "logins of {0}: {1}", database(), now);
    }
    doing = now;
  }
}
