package dev.lifeboat.guard;

import dev.lifeboat.guard.audit.AuditTrail;
import dev.lifeboat.postgres.BareTable;
import dev.lifeboat.postgres.CommitTrigger;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.LoginGate;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TriggerCover;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Logins at a PostgreSQL server. What refuses by itself is a trigger on each table: it is told
/// ahead until when it may let commits through.
public final class PostgresLogins implements GuardedLogins {
  /// For each statement; what takes longer is tried anew.
  private static final Duration STATEMENT = Duration.ofSeconds(1);

  /// For each statement of the audit; nobody waits for it.
  private static final Duration AUDIT = Duration.ofSeconds(5);

  /// For the transactions that write to new tables: well below what the trigger is told ahead.
  private static final Duration COVERING = Duration.ofMillis(500);

  /// All that a login without further rights sees of it: that it is there once it is connected.
  private static final String RECEIVERS = "SELECT pid::text FROM pg_stat_wal_receiver";

  private final Endpoint guard;
  private final LoginPassword password;
  private final List<String> logins;
  private final HeldSession<Session> session;

  /// @param guard how the guard logs in: into the database of `logins`, with `CREATEROLE` and as a
  ///   member of each of them with the admin option; see docs/aws.md
  /// @param logins of the services, at least one
  public PostgresLogins(Endpoint guard, List<String> logins) {
    this(guard, guard::password, logins);
  }

  /// As above.
  ///
  /// @param password which takes the place of the one that `guard` has
  public PostgresLogins(Endpoint guard, LoginPassword password, List<String> logins) {
    if (logins.isEmpty()) {
      throw new IllegalArgumentException("nobody is guarded at " + guard);
    }
    this.guard = guard;
    this.password = password;
    this.logins = List.copyOf(logins);
    this.session = new HeldSession<>(() -> open(STATEMENT));
  }

  private Session open(Duration limit) throws SQLException {
    return Session.open(guard.by(password.read()), limit);
  }

  @Override
  public String login() {
    return guard.toString();
  }

  @Override
  public Optional<Replica> replica() throws SQLException {
    var held = session.get();
    if (!held.inRecovery()) {
      return Optional.empty();
    }
    boolean fed = !held.queryTexts(RECEIVERS).isEmpty();
    return Optional.of(new Replica(fed, position("pg_last_wal_replay_lsn()")));
  }

  @Override
  public ToldLeaseEnd leaseEnd() throws SQLException {
    return CommitTrigger.told(session.get())
        .map(told -> ToldLeaseEnd.at(told.until(), told.now()))
        .orElseGet(ToldLeaseEnd.NeverTold::new);
  }

  @Override
  public String uncoverable() throws SQLException {
    var held = session.get();
    var missing = TriggerCover.unmakable(held);
    return missing.isPresent()
        ? "all tables (%s)".formatted(missing.get())
        : words(TriggerCover.uncoverable(held));
  }

  /// No table has the trigger yet, so that nobody is refused between the two.
  @Override
  public void arm(Supplier<Duration> left) throws SQLException {
    prepare();
    CommitTrigger.holdFor(session.get(), left);
  }

  @Override
  public void prepare() throws SQLException {
    CommitTrigger.prepare(session.get());
  }

  @Override
  public String cover() throws SQLException {
    var held = session.get();
    var passed = new ArrayList<>(TriggerCover.cover(held, COVERING).bare());
    passed.addAll(TriggerCover.skipped(held, logins));
    return words(passed);
  }

  private String words(List<BareTable> bare) throws SQLException {
    var held = session.get();
    var tables = BareTable.words(TriggerCover.writable(held, bare, logins));
    return Stream.concat(TriggerCover.unseen(held).stream(), Stream.of(tables))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  @Override
  public void admit(Supplier<Duration> left) throws SQLException {
    var held = session.get();
    CommitTrigger.holdFor(held, left);
    letIn();
  }

  @Override
  public void letIn() throws SQLException {
    for (var login : logins) {
      LoginGate.open(session.get(), login);
    }
  }

  @Override
  public String release() throws SQLException {
    boolean gone = CommitTrigger.release(session.get());
    try {
      letIn();
    } catch (SQLException _) {
      // A guard that lives does the same, and of two at a time one is refused.
      letIn();
    }
    return gone ? "" : "the triggers, since somebody holds one of their tables";
  }

  @Override
  public void forget() throws SQLException {
    CommitTrigger.forget(session.get());
  }

  /// Refuses commits first: a session that was asked to end may be about to make one.
  @Override
  public int shut() throws SQLException {
    var held = session.get();
    CommitTrigger.refuse(held);
    int sessions = 0;
    for (var login : logins) {
      sessions += LoginGate.close(held, login);
    }
    return sessions;
  }

  @Override
  public String written() throws SQLException {
    return position("pg_current_wal_insert_lsn()");
  }

  private String position(String function) throws SQLException {
    return session.get().queryTexts("SELECT %s::text".formatted(function)).getFirst();
  }

  @Override
  public void giveUp() {
    session.giveUp();
  }

  @Override
  public Optional<AuditTrail> audit(String database) {
    return Optional.of(new AuditTrail(database, () -> true, () -> open(AUDIT)));
  }
}
