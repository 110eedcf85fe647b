package dev.lifeboat.mysql;

import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.LoginPassword;
import dev.lifeboat.guard.ToldLeaseEnd;
import dev.lifeboat.guard.audit.AuditTrail;
import dev.lifeboat.postgres.HeldSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Logins at a MySQL server of 8.0.22 or later, or MariaDB of 10.6 or later. What refuses by itself
/// is an event of the server: it is told ahead until when the logins may write, and a little less
/// than the lease, since it acts up to a second and some moments late.
public final class MysqlLogins implements GuardedLogins {
  /// The shortest lease that leaves time to renew it before the server ends the sessions.
  public static final Duration SHORTEST_LEASE = Duration.ofSeconds(6);

  /// By so much the server is told less: it looks each second, and needs some time to act.
  private static final Duration MARGIN = LoginLock.EVERY.plusMillis(1500);

  /// What is told is written to the log and replicated, so that it is not told at each turn.
  private static final Duration TOLD_FOR = Duration.ofMillis(500);

  private static final Duration STATEMENT = Duration.ofSeconds(2);
  private static final Duration LATELY = Duration.ofSeconds(5);

  private final MysqlLogin guard;
  private final List<String> logins;
  private final HeldSession<MysqlSession> session;
  private Optional<Long> told = Optional.empty();

  /// @param guard how the guard logs in: with the rights that docs/aws.md names
  /// @param logins of the services, at least one, and not the guard's own
  /// @throws IllegalArgumentException for other logins
  public MysqlLogins(MysqlLogin guard, List<String> logins) {
    this(guard, guard::password, logins);
  }

  /// As above.
  ///
  /// @param password which takes the place of the one that `guard` has
  public MysqlLogins(MysqlLogin guard, LoginPassword password, List<String> logins) {
    if (logins.isEmpty()) {
      throw new IllegalArgumentException("nobody is guarded at " + guard);
    }
    if (logins.contains(guard.user())) {
      throw new IllegalArgumentException("the guard would end its own sessions: " + guard.user());
    }
    this.guard = guard;
    this.logins = List.copyOf(logins);
    this.session = new HeldSession<>(() -> MysqlSession.open(guard.by(password.read()), STATEMENT));
  }

  @Override
  public String login() {
    return guard.toString();
  }

  @Override
  public Optional<Replica> replica() throws SQLException {
    var follows = session.get().query("SHOW REPLICA STATUS", MysqlLogins::replica);
    boolean takesWrites =
        session
            .get()
            .query(
                "SELECT CAST(@@GLOBAL.read_only AS CHAR) IN ('0', 'OFF')", row -> row.getBoolean(1))
            .contains(true);
    if (follows.isEmpty() && !takesWrites) {
      throw new SQLException("it takes no write and follows nobody: is it being promoted?");
    }
    if (!follows.isEmpty() && takesWrites) {
      throw new SQLException("a replica that takes writes: set read_only to ON there");
    }
    return follows.stream().findFirst();
  }

  /// By the names of the version, or by those of before.
  private static Replica replica(ResultSet row) throws SQLException {
    var columns = row.getMetaData();
    var names = new ArrayList<String>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
    }
    boolean renamed = names.contains("Relay_Source_Log_File");
    return new Replica(
        "Yes".equals(row.getString(renamed ? "Replica_IO_Running" : "Slave_IO_Running")),
        "%s:%d"
            .formatted(
                row.getString(renamed ? "Relay_Source_Log_File" : "Relay_Master_Log_File"),
                row.getLong(renamed ? "Exec_Source_Log_Pos" : "Exec_Master_Log_Pos")));
  }

  @Override
  public ToldLeaseEnd leaseEnd() throws SQLException {
    return LoginLock.end(session.get());
  }

  @Override
  public String uncoverable() throws SQLException {
    var absent = absentAccount();
    return absent.isPresent() ? absent.get() : LoginLock.stopped(session.get()).orElse("");
  }

  /// The event comes last: it ends sessions within a second of a server that was told nothing.
  @Override
  public void arm(Supplier<Duration> left) throws SQLException {
    LoginLock.makeTable(session.get());
    hold(left);
    prepare();
  }

  @Override
  public void prepare() throws SQLException {
    told = Optional.empty();
    LoginLock.prepare(session.get(), logins);
  }

  @Override
  public String cover() throws SQLException {
    var absent = absentAccount();
    return absent.isPresent() ? absent.get() : LoginLock.obstacle(session.get(), LATELY);
  }

  private Optional<String> absentAccount() throws SQLException {
    for (var login : logins) {
      if (accounts("User = " + MysqlLiterals.literal(login)).isEmpty()) {
        return Optional.of("all tables (%s has no account: create it)".formatted(login));
      }
    }
    return Optional.empty();
  }

  @Override
  public void admit(Supplier<Duration> left) throws SQLException {
    if (told.filter(when -> System.nanoTime() - when < TOLD_FOR.toNanos()).isPresent()) {
      return;
    }
    hold(left);
    letIn();
    told = Optional.of(System.nanoTime());
  }

  @Override
  public void letIn() throws SQLException {
    for (var account : accounts(session.get().dialect().locked())) {
      session.get().execute("ALTER USER %s ACCOUNT UNLOCK".formatted(account));
    }
  }

  @Override
  public String release() throws SQLException {
    LoginLock.release(session.get());
    letIn();
    return "";
  }

  @Override
  public void forget() throws SQLException {
    LoginLock.forget(session.get());
  }

  private void hold(Supplier<Duration> left) throws SQLException {
    var now =
        session
            .get()
            .query("SELECT UTC_TIMESTAMP(3)", row -> row.getObject(1, LocalDateTime.class))
            .getFirst();
    LoginLock.hold(session.get(), now.plus(left.get()).minus(MARGIN));
  }

  /// The server does it, within moments more than a second; so it is seen each time that it would
  /// without a guard too.
  @Override
  public int shut() throws SQLException {
    told = Optional.empty();
    LoginLock.endNow(session.get());
    int open = accounts("NOT (%s)".formatted(session.get().dialect().locked())).size();
    int sessions =
        session
            .get()
            .query(
                "SELECT id FROM information_schema.processlist WHERE user IN "
                    + MysqlLiterals.list(logins),
                row -> row.getLong(1))
            .size();
    return sessions == 0 ? open : sessions;
  }

  /// As SQL has them, hosts and all.
  private List<String> accounts(String which) throws SQLException {
    return session
        .get()
        .query(
            "%s WHERE User IN %s AND %s"
                .formatted(session.get().dialect().account(), MysqlLiterals.list(logins), which),
            row -> row.getString(1));
  }

  @Override
  public String written() throws SQLException {
    return session
        .get()
        .query(
            session.get().dialect().log(),
            row -> "%s:%d".formatted(row.getString("File"), row.getLong("Position")))
        .stream()
        .findFirst()
        .orElseThrow(() -> new SQLException("it has no binary log, which a replica would need"));
  }

  @Override
  public void giveUp() {
    session.giveUp();
  }

  /// None: nobody reads yet what an old writer has alone.
  @Override
  public Optional<AuditTrail> audit(String database) {
    return Optional.empty();
  }
}
