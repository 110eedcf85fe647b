package dev.lifeboat.postgres;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PasswordUtil;

/// One SQL connection for control. Each call ends within the session's deadline, also when the
/// server is frozen or the link silent; after a time-out the session is closed and no longer
/// usable. Then the statement may or may not have taken effect, so every change here can be
/// repeated.
///
/// Its own writes do not wait for a synchronous replica. Not safe for two threads at once.
///
/// Failures are `SQLException`s with PostgreSQL's SQLSTATE, or 08xxx when there was no answer.
public final class Session implements AutoCloseable {

  /// What a login is for.
  public enum Purpose {
    /// Reads and writes the rows of its database.
    APPLICATION,
    /// Streams the log and takes base backups; sees no rows through SQL.
    REPLICATION
  }

  /// A walreceiver that has no connection does not count.
  private static final String LAST_MESSAGE =
      """
      SELECT (extract(epoch FROM clock_timestamp() - last_msg_receipt_time) * 1000000)::bigint
        FROM pg_stat_wal_receiver WHERE status = 'streaming'
      """;

  private static final String STARTUP_WAITS_FOR =
      "SELECT coalesce(wait_event, '') FROM pg_stat_activity WHERE backend_type = 'startup'";

  private static final int SALT_BYTES = 16;

  /// Servers before 16 know no other number.
  private static final String ITERATIONS =
      "SELECT coalesce(current_setting('scram_iterations', true), '4096')::int";

  /// RFC 7677 wants as many, and some drivers refuse a server that asks for fewer.
  private static final int FEWEST_OF_SERVICES = 4096;

  private static final Set<String> WAITS_FOR_LOG =
      Set.of("RecoveryWalStream", "RecoveryRetrieveRetryInterval");

  private final Connection connection;
  private final Duration deadline;

  private Session(Connection connection, Duration deadline) {
    this.connection = connection;
    this.deadline = deadline;
  }

  /// Connects and logs in within `deadline`; each later call has as much again.
  public static Session open(Endpoint endpoint, Duration deadline) throws SQLException {
    var options = "-c synchronous_commit=local -c statement_timeout=" + deadline.toMillis();
    return new Session(Connections.open(endpoint, deadline, options), deadline);
  }

  /// The same with nothing set for the session, so that its writes are those of any client.
  public static Session ofAClient(Endpoint endpoint, Duration deadline) throws SQLException {
    return new Session(Connections.open(endpoint, deadline, ""), deadline);
  }

  /// Whether the server replays a log, and so takes no write.
  public boolean inRecovery() throws SQLException {
    return query("SELECT pg_is_in_recovery()", row -> row.getBoolean(1)).getFirst();
  }

  /// Where the server stands, and who streams from it. A moment's look: a promotion in the midst of
  /// it makes the call fail, and it may be repeated.
  public Positions positions() throws SQLException {
    var replicas = queryAgain(PositionRows.REPLICAS, PositionRows::replica);
    return queryAgain(PositionRows.SELF, row -> PositionRows.positions(row, replicas)).getFirst();
  }

  /// Whether this replica has a live connection to its primary.
  public boolean hasWalReceiver() throws SQLException {
    return !query(LAST_MESSAGE, row -> true).isEmpty();
  }

  /// How long the primary has been silent toward this replica; empty without a connection to it. An
  /// idle primary says something every 1.5 s by the settings that [Server] writes.
  public Optional<Duration> sinceLastMessage() throws SQLException {
    return queryAgain(LAST_MESSAGE, row -> PositionRows.micros(row, 1)).stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// Whether a server in recovery has applied all log that it has, and waits for more. A server
  /// that was just started answers long before.
  public boolean hasAppliedAll() throws SQLException {
    return query(STARTUP_WAITS_FOR, row -> WAITS_FOR_LOG.contains(row.getString(1))).contains(true);
  }

  /// Which database cluster it is: the same for all copies of one.
  public long systemIdentifier() throws SQLException {
    return query("SELECT system_identifier FROM pg_control_system()", row -> row.getLong(1))
        .getFirst();
  }

  /// Asks a replica to become a writer and does not wait for it: poll [#inRecovery]. On a server
  /// that is a writer already it changes nothing.
  public void promote() throws SQLException {
    if (inRecovery()
        && !query("SELECT pg_promote(false)", row -> row.getBoolean(1)).getFirst()
        && inRecovery()) {
      throw new SQLException("the server did not take the request to promote");
    }
  }

  /// Makes a physical slot that keeps the log from now on, unless there is one of that name.
  public void createPhysicalSlot(String name) throws SQLException {
    Source.requireSlot(name);
    execute(
        "SELECT pg_create_physical_replication_slot('%s', true) WHERE NOT EXISTS (%s)"
            .formatted(name, slotNamed(name)));
  }

  /// Removes a slot of that name if there is one. A slot in use is refused with 55006.
  public void dropSlot(String name) throws SQLException {
    Source.requireSlot(name);
    execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM (%s) slots".formatted(slotNamed(name)));
  }

  public List<Slot> slots() throws SQLException {
    return query(PositionRows.SLOTS, PositionRows::slot);
  }

  /// Takes over what changed in the configuration files and needs no restart.
  public void reload() throws SQLException {
    execute("SELECT pg_reload_conf()");
  }

  /// Makes a login, or gives an existing one this password and purpose. Only the SCRAM verifier
  /// travels and shows in a log, not the password. It is hashed as often as the server would, and
  /// that of services often enough for each driver.
  public void ensureRole(String name, String password, Purpose purpose) throws SQLException {
    var role = Sql.identifier(name);
    if (query("SELECT 1 FROM pg_roles WHERE rolname = " + Sql.literal(name), row -> 1).isEmpty()) {
      execute("CREATE ROLE " + role);
    }
    var replication =
        switch (purpose) {
          case APPLICATION -> "NOREPLICATION";
          case REPLICATION -> "REPLICATION";
        };
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    int usual = query(ITERATIONS, row -> row.getInt(1)).getFirst();
    int iterations =
        switch (purpose) {
          case APPLICATION -> Math.max(usual, FEWEST_OF_SERVICES);
          case REPLICATION -> usual;
        };
    var verifier = PasswordUtil.encodeScramSha256(password.toCharArray(), iterations, salt);
    execute(
        "ALTER ROLE %s LOGIN %s PASSWORD %s".formatted(role, replication, Sql.literal(verifier)));
  }

  /// Makes a database that `owner` may do anything in, unless there is one of that name.
  public void ensureDatabase(String name, String owner) throws SQLException {
    var found = "SELECT 1 FROM pg_database WHERE datname = " + Sql.literal(name);
    if (query(found, row -> 1).isEmpty()) {
      execute("CREATE DATABASE " + Sql.identifier(name) + " OWNER " + Sql.identifier(owner));
    }
  }

  /// Makes the small table that [WriteProbe] writes to, in this session's database, and lets
  /// `application` write there.
  public void ensureProbe(String application) throws SQLException {
    var role = Sql.identifier(application);
    make("CREATE SCHEMA IF NOT EXISTS lifeboat");
    make("CREATE TABLE IF NOT EXISTS lifeboat.probe (nonce text PRIMARY KEY)");
    execute("GRANT USAGE ON SCHEMA lifeboat TO " + role);
    execute("GRANT INSERT, DELETE ON lifeboat.probe TO " + role);
  }

  /// Runs statements that make what is ours if it is not there, after whoever else is doing so: `IF
  /// NOT EXISTS` alone fails when two do it at the same moment.
  void make(String statements) throws SQLException {
    execute("SELECT pg_advisory_xact_lock(hashtext('lifeboat')); " + statements);
  }

  /// The value of a setting as it is in force for this session.
  String setting(String name) throws SQLException {
    return query("SELECT current_setting(%s)".formatted(Sql.literal(name)), row -> row.getString(1))
        .getFirst();
  }

  /// Runs one statement and ignores its rows.
  public void execute(String sql) throws SQLException {
    execute(sql, deadline);
  }

  /// The same within another deadline, of one millisecond at least.
  public void execute(String sql, Duration within) throws SQLException {
    Connections.limit(connection, within);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The first column of every row, as whole numbers; holds them all in memory.
  public long[] queryNumbers(String sql) throws SQLException {
    Connections.limit(connection, deadline);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var numbers = new long[1024];
      int count = 0;
      while (rows.next()) {
        if (count == numbers.length) {
          numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = rows.getLong(1);
      }
      return Arrays.copyOf(numbers, count);
    }
  }

  /// The first column of every row, as text; holds them all in memory.
  public List<String> queryTexts(String sql) throws SQLException {
    return query(sql, row -> row.getString(1));
  }

  /// Whether a query gives a row; no further one is fetched.
  public boolean hasRow(String sql) throws SQLException {
    try (var rows = cursor(sql, 1)) {
      return rows.next();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  <T> List<T> query(String sql, Reader<T> reader) throws SQLException {
    Connections.limit(connection, deadline);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return read(rows, reader);
    }
  }

  /// The same for what one session asks many times, without parameters: from the sixth time on the
  /// server has the plan, which costs it several times the answer.
  <T> List<T> queryAgain(String sql, Reader<T> reader) throws SQLException {
    Connections.limit(connection, deadline);
    try (var statement = connection.prepareStatement(sql);
        var rows = statement.executeQuery()) {
      return read(rows, reader);
    }
  }

  private static <T> List<T> read(ResultSet rows, Reader<T> reader) throws SQLException {
    var read = new ArrayList<T>();
    while (rows.next()) {
      read.add(reader.read(rows));
    }
    return read;
  }

  private static String slotNamed(String name) {
    return "SELECT slot_name FROM pg_replication_slots WHERE slot_name = " + Sql.literal(name);
  }

  /// Hands row after row on, and holds no more than `atOnce`, until `reader` has enough.
  void stream(String sql, int atOnce, Taker reader) throws SQLException, IOException {
    try (var rows = cursor(sql, atOnce)) {
      while (rows.next() && reader.take(rows.row())) {
        // The reader keeps what it needs.
      }
    }
  }

  /// Rows that are fetched as they are asked for; one at a time is open in a session.
  Cursor cursor(String sql, int atOnce) throws SQLException {
    Connections.limit(connection, deadline);
    return Cursor.open(connection, sql, atOnce);
  }

  /// Takes the row that the result set stands on.
  interface Taker {
    /// Returns whether it wants more.
    boolean take(ResultSet row) throws SQLException, IOException;
  }

  /// Reads the row that the result set stands on.
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
