package dev.lifeboat.guard;

import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.plan.Count;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.watch.Repetition;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Lets the logins of a database write while the lease is held, and takes their right to log in
/// otherwise. For a database whose server is somebody else's affair: SQL rights are all it has.
///
/// The server is told ahead until when they may write, and refuses by itself once nobody tells it
/// any more, so that a guard that dies or is cut off from its database fences it too.
///
/// So it closes nothing that is open for a reason: neither a server that nobody told anything yet,
/// before the lease is held, nor one that goes on by what another guard of the region told it,
/// which may stand beside this one.
final class LoginRightsLoop implements Gate {
  private static final Logger LOG = System.getLogger(LoginRightsLoop.class.getName());

  private static final Duration EVERY = Duration.ofMillis(250);

  /// Sessions end within moments, unless their server is in trouble.
  private static final Wait CLOSING = new Wait(Duration.ofSeconds(5), Duration.ofMillis(20));

  private static final int TURNS_FOR_A_LOOK = 4;

  /// A report that says so makes the end of a lease no fence; it is told before a lease is asked
  /// for.
  private static final String UNARMED = "all tables (nobody told this server of a lease yet)";

  private final String database;
  private final GuardedLogins logins;
  private final WorkloadLease lease;
  private final Repetition work;
  private int turns;
  private boolean prepared;
  private boolean covered;
  private volatile boolean looked;
  private volatile String uncovered = "";
  private volatile boolean controls;
  private volatile boolean armed;
  private long followedAt;
  private boolean followed;
  private boolean toldAhead;
  private volatile Stand stand = Stand.UNKNOWN;
  private volatile String doing = "not looked at yet";

  private record Stand(Standing standing, String position) {
    static final Stand UNKNOWN = new Stand(Standing.UNKNOWN, "");
  }

  LoginRightsLoop(String database, GuardedLogins logins, WorkloadLease lease) {
    this.database = database;
    this.logins = logins;
    this.lease = lease;
    this.work = new Repetition("gate", Thread::sleep, EVERY, this::turn, this::failed);
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public String doing() {
    return doing;
  }

  /// Whether the server did at its last turn what it was told to, and covers all that the logins
  /// may write to: else the end of the lease would not fence it.
  boolean controls() {
    return controls;
  }

  /// Whether the server refuses by itself once the lease is over. Before that its report must say
  /// so wherever a fence is judged, and only then may the lease be asked for.
  boolean isArmed() {
    return armed;
  }

  /// How it stood at the last turn; empty before it was looked at once what is covered.
  Optional<GuardedState> seen() {
    var now = stand;
    return looked
        ? Optional.of(new GuardedState(database, now.standing(), now.position(), uncovered))
        : Optional.empty();
  }

  @Override
  public void begin() {
    work.begin();
  }

  @Override
  public void end() {
    work.end();
    logins.giveUp();
  }

  @Override
  public synchronized void close() throws IOException, InterruptedException {
    try {
      if (!CLOSING.until(() -> logins.replica().isPresent() || isReleased() || shut() == 0)) {
        throw new IOException(doing + " at " + database);
      }
    } catch (SQLException failure) {
      giveUp();
      throw new IOException(
          "%s could not be closed: %s".formatted(database, SqlFailure.told(failure)), failure);
    }
  }

  private boolean isReleased() throws SQLException {
    return logins.leaseEnd() instanceof ToldLeaseEnd.Released;
  }

  /// Gives up a session that failed before anybody else is let to it.
  private synchronized void turn() {
    try {
      var replica = logins.replica();
      if (replica.isPresent()) {
        follow(replica.get());
      } else {
        controls = serve(logins.leaseEnd());
      }
    } catch (SQLException | RuntimeException failure) {
      failed(failure, false);
    }
  }

  private synchronized void failed(Exception failure, boolean again) {
    controls = false;
    stand = Stand.UNKNOWN;
    giveUp();
    say("out of reach: " + FailureWords.of(failure));
  }

  private void giveUp() {
    prepared = false;
    logins.giveUp();
  }

  private void follow(GuardedLogins.Replica replica) {
    controls = false;
    followed = true;
    followedAt = System.nanoTime();
    toldAhead = false;
    prepared = false;
    covered = false;
    uncovered = "";
    stand = new Stand(replica.fed() ? Standing.REPLICA : Standing.CUT_OFF, replica.position());
    looked = true;
    say(
        replica.fed()
            ? "a replica, which takes no write"
            : "a replica that gets nothing of its writer, and takes no write");
  }

  /// @return whether the lease may be asked for
  private boolean serve(ToldLeaseEnd end) throws SQLException {
    armed = end instanceof ToldLeaseEnd.Ahead || end instanceof ToldLeaseEnd.Over;
    return switch (end) {
      case ToldLeaseEnd.NeverTold() when lease.mayWrite() -> arm();
      case ToldLeaseEnd.NeverTold() -> awaitLease();
      case ToldLeaseEnd.Released() -> leave();
      case ToldLeaseEnd.Ahead(var _) when lease.mayWrite() || isNobodys() -> keep();
      case ToldLeaseEnd.Ahead(var _) -> takeOver();
      case ToldLeaseEnd.Over() -> keep();
    };
  }

  /// What is told ahead is another region's for as long as its lease can last after the server was
  /// a replica, and this guard's own once its lease is lost for good. Whatever else is told ahead
  /// another guard of the region told, which holds the lease.
  private boolean isNobodys() {
    return (followed && System.nanoTime() - followedAt < lease.length().toNanos())
        || (toldAhead && lease.hasEnded());
  }

  private boolean awaitLease() throws SQLException {
    var missing = logins.uncoverable();
    unarmed(missing.isEmpty() ? UNARMED : missing, "open: it waits for the lease");
    return missing.isEmpty();
  }

  /// A turn that began before it was released may have closed the logins after that.
  private boolean leave() throws SQLException {
    unarmed(GuardedState.RELEASED, "open: nothing is guarded");
    logins.letIn();
    return false;
  }

  private void unarmed(String why, String words) {
    covered = false;
    prepared = false;
    uncovered = why;
    looked = true;
    stand = new Stand(Standing.OPEN, "");
    say(words);
  }

  /// Nobody is refused meanwhile.
  private boolean arm() throws SQLException {
    unarmed(UNARMED, "open: it is being armed");
    toldAhead = true;
    logins.arm(lease::remaining);
    prepared = true;
    armed = true;
    cover();
    admit();
    return uncovered.isEmpty();
  }

  /// Whoever told it may be gone; it refuses by itself in time.
  private boolean takeOver() throws SQLException {
    prepare();
    coverInTurn();
    stand = new Stand(Standing.OPEN, "");
    say("open by what another guard of the region told it");
    return uncovered.isEmpty();
  }

  /// Nobody is let in before it was looked at once what is covered; from then on the server is told
  /// first.
  private boolean keep() throws SQLException {
    prepare();
    if (!lease.mayWrite()) {
      var _ = shut();
      coverInTurn();
    } else if (covered) {
      admit();
      coverInTurn();
    } else {
      cover();
      admit();
    }
    return uncovered.isEmpty();
  }

  /// Once a connection: each time is written, and a replica would never be as far as what is told.
  private void prepare() throws SQLException {
    if (!prepared) {
      logins.prepare();
      prepared = true;
    }
  }

  private void coverInTurn() throws SQLException {
    if (!covered || turns++ % TURNS_FOR_A_LOOK == 0) {
      cover();
    }
  }

  private void cover() throws SQLException {
    uncovered = logins.cover();
    covered = true;
    looked = true;
  }

  private void admit() throws SQLException {
    followed = false;
    toldAhead = true;
    stand = new Stand(Standing.OPEN, "");
    logins.admit(lease::remaining);
    say("open");
  }

  private int shut() throws SQLException {
    prepare();
    int sessions = logins.shut();
    followed = false;
    toldAhead = false;
    // Taken anew at each turn, so that what somebody wrote past the gate is not beyond it.
    stand = sessions == 0 ? new Stand(Standing.CLOSED, logins.written()) : Stand.UNKNOWN;
    say(
        sessions == 0
            ? "closed: the lease is not held"
            : "closing: ending " + Count.of(sessions, "session"));
    return sessions;
  }

  private void say(String now) {
    var all = now + missing();
    if (!all.equals(doing)) {
      LOG.log(
          uncovered.isEmpty() ? Level.INFO : Level.WARNING, "logins of {0}: {1}", database, all);
    }
    doing = all;
  }

  private String missing() {
    return uncovered.isEmpty()
        ? ""
        : "; the end of the lease would be no fence for %s".formatted(uncovered);
  }
}
