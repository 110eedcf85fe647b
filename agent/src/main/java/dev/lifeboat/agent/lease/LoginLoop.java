package dev.lifeboat.agent.lease;

import dev.lifeboat.agent.lease.GuardedState.Standing;
import dev.lifeboat.postgres.BareTable;
import dev.lifeboat.postgres.CommitTrigger;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.LoginGate;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TriggerCover;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

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

  /// All that a login without further rights sees of it: that it is there once it is connected.
  private static final String RECEIVERS = "SELECT pid::text FROM pg_stat_wal_receiver";

  /// For the transactions that write to new tables: well below what the trigger is told ahead.
  private static final Duration COVERING = Duration.ofMillis(500);

  private final GuardedLogins guarded;
  private final WorkloadLease lease;
  private final HeldSession session;
  private final ReentrantLock turning = new ReentrantLock();
  private int turns;
  private boolean prepared;
  private boolean covered;
  private volatile boolean looked;
  private volatile List<BareTable> bare = List.of();
  private volatile boolean controls;
  private volatile Stand stand = Stand.UNKNOWN;
  private volatile String doing = "not looked at yet";

  private record Stand(Standing standing, String position) {
    static final Stand UNKNOWN = new Stand(Standing.UNKNOWN, "");
  }

  LoginLoop(GuardedLogins guarded, WorkloadLease lease) {
    this.guarded = guarded;
    this.lease = lease;
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

  /// Whether the server did at its last turn what it was told to, and has the trigger on each table
  /// that the logins may write to: else the end of the lease would not fence it.
  boolean controls() {
    return controls;
  }

  /// How it stood at the last turn; empty before its tables were looked at once.
  Optional<GuardedState> seen() {
    var now = stand;
    return looked
        ? Optional.of(
            new GuardedState(
                guarded.database(), now.standing(), now.position(), BareTable.words(bare)))
        : Optional.empty();
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
      prepared = false;
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
        follow(held);
      } else {
        serve(held);
      }
      controls = !replica && bare.isEmpty();
    } catch (SQLException trouble) {
      controls = false;
      prepared = false;
      stand = Stand.UNKNOWN;
      session.giveUp();
      say("out of reach: " + trouble.getMessage());
    }
  }

  private void follow(Session held) throws SQLException {
    prepared = false;
    covered = false;
    bare = List.of();
    boolean fed = !held.queryTexts(RECEIVERS).isEmpty();
    stand =
        new Stand(
            fed ? Standing.REPLICA : Standing.CUT_OFF, position(held, "pg_last_wal_replay_lsn()"));
    looked = true;
    say(
        fed
            ? "a replica, which takes no write"
            : "a replica that gets nothing of its writer, and takes no write");
  }

  /// Nobody is let in before the tables were looked at once; from then on the trigger is told
  /// first.
  private void serve(Session held) throws SQLException {
    prepare(held);
    if (!lease.mayWrite()) {
      var _ = shut(held);
      coverInTurn(held);
    } else if (covered) {
      admit(held);
      coverInTurn(held);
    } else {
      cover(held);
      admit(held);
    }
  }

  /// Once a session: each time is written, and a replica would never be as far as what is told.
  private void prepare(Session held) throws SQLException {
    if (!prepared) {
      CommitTrigger.prepare(held);
      prepared = true;
    }
  }

  private void coverInTurn(Session held) throws SQLException {
    if (!covered || turns++ % LOOKS_FOR_TABLES == 0) {
      cover(held);
    }
  }

  /// A table that cannot be covered keeps no other one from it, and is named for as long as the
  /// logins may write to it.
  private void cover(Session held) throws SQLException {
    var cover = TriggerCover.cover(held, COVERING);
    bare = TriggerCover.writable(held, cover.bare(), guarded.logins());
    covered = true;
    looked = true;
  }

  private void admit(Session held) throws SQLException {
    stand = new Stand(Standing.OPEN, "");
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
    prepare(held);
    CommitTrigger.refuse(held);
    int sessions = 0;
    for (var login : guarded.logins()) {
      sessions += LoginGate.close(held, login);
    }
    if (sessions == 0) {
      // Taken anew at each turn, so that what somebody wrote past the gate is not beyond it.
      stand = new Stand(Standing.CLOSED, position(held, "pg_current_wal_insert_lsn()"));
    } else {
      stand = Stand.UNKNOWN;
    }
    say(
        sessions == 0
            ? "closed: the lease is not held"
            : "closing: %d sessions are being ended".formatted(sessions));
    return sessions;
  }

  private static String position(Session held, String function) throws SQLException {
    return held.queryTexts("SELECT %s::text".formatted(function)).getFirst();
  }

  private void say(String now) {
    var all = now + missing();
    if (!all.equals(doing)) {
      LOG.log(bare.isEmpty() ? Level.INFO : Level.WARNING, "logins of {0}: {1}", database(), all);
    }
    doing = all;
  }

  private String missing() {
    return bare.isEmpty()
        ? ""
        : "; the commit trigger is not on %s, so that the end of the lease would be no fence"
            .formatted(BareTable.words(bare));
  }
}
