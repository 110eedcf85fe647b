package dev.lifeboat.mysql;

import dev.lifeboat.guard.ToldLeaseEnd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// What the server does by itself each second once the lease is over by its own clock: it locks the
/// logins' accounts and ends their sessions, whose transactions it rolls back.
///
/// It is an event of the server's scheduler, so that it needs nobody who lives. A replica has it
/// too, and its services may read: there it does nothing. MySQL has no trigger at the commit; one
/// at each statement would let a transaction end after the lease.
final class LoginLock {
  /// How often it looks.
  static final Duration EVERY = Duration.ofSeconds(1);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  private static final List<String> MAKE =
      List.of(
          "CREATE DATABASE IF NOT EXISTS lifeboat",
          "CREATE TABLE IF NOT EXISTS lifeboat.lease"
              + " (one TINYINT PRIMARY KEY, until DATETIME(3) NOT NULL) ENGINE = InnoDB",
          "INSERT IGNORE INTO lifeboat.lease VALUES (1, '1970-01-01')");

  private static final String MAKE_EVENT =
      "CREATE EVENT IF NOT EXISTS lifeboat.lease_over"
          + " ON SCHEDULE EVERY 1 SECOND ON COMPLETION PRESERVE DO DO 0";

  /// Until when a server lets write that a named person released.
  private static final String FOR_EVER = "'9999-12-31 00:00:00'";

  private static final String DROP = "DROP EVENT IF EXISTS lifeboat.lease_over";

  /// Of a server without the event nobody ever told anything that it would heed.
  private static final String MADE =
      "SELECT 1 FROM information_schema.events"
          + " WHERE event_schema = 'lifeboat' AND event_name = 'lease_over'"
          + " UNION SELECT 2 FROM information_schema.tables"
          + " WHERE table_schema = 'lifeboat' AND table_name = 'lease'";

  /// RDS gives nobody the right to end another's session, and this in its place.
  private static final String OF_RDS =
      "SELECT 1 FROM information_schema.routines"
          + " WHERE routine_schema = 'mysql' AND routine_name = 'rds_kill'";

  private LoginLock() {}

  /// What the server was told last; it may be asked before anything was made.
  static ToldLeaseEnd end(MysqlSession session) throws SQLException {
    var made = session.query(MADE, row -> row.getInt(1));
    if (!made.contains(2)) {
      return new ToldLeaseEnd.NeverTold();
    }
    boolean heeded = made.contains(1);
    return session
        .query(
            "SELECT until, UTC_TIMESTAMP(3), until = %s FROM lifeboat.lease".formatted(FOR_EVER),
            row -> {
              if (row.getBoolean(3)) {
                return new ToldLeaseEnd.Released();
              }
              return heeded
                  ? ToldLeaseEnd.at(instant(row, 1), instant(row, 2))
                  : new ToldLeaseEnd.NeverTold();
            })
        .stream()
        .findFirst()
        .orElseGet(ToldLeaseEnd.NeverTold::new);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  /// Makes where it is told, and nothing that acts by it.
  static void makeTable(MysqlSession session) throws SQLException {
    for (var statement : MAKE) {
      session.execute(statement);
    }
  }

  /// Makes it, or makes it anew for these logins. Until [#hold] is called the lease is over.
  static void prepare(MysqlSession session, List<String> logins) throws SQLException {
    makeTable(session);
    session.execute(MAKE_EVENT);
    boolean rds = !session.query(OF_RDS, row -> row.getInt(1)).isEmpty();
    session.execute(
        body(
            session.dialect(),
            MysqlLiterals.list(logins),
            rds ? "CALL mysql.rds_kill(victim)" : "KILL victim"));
  }

  /// Altered and never made anew, since between the two nothing would end a session. That also
  /// switches it on at a server that was a replica before.
  ///
  /// Two of them at a time do the same twice at worst, but they must not pile up behind a lock. An
  /// account that cannot be locked, or a session that is gone already, keeps it from nothing else.
  private static String body(Dialect dialect, String names, String kill) {
    return """
    ALTER EVENT lifeboat.lease_over
      ON SCHEDULE EVERY 1 SECOND ON COMPLETION PRESERVE ENABLE DO
    lease: BEGIN
      DECLARE none BOOLEAN DEFAULT FALSE;
      DECLARE account VARCHAR(500);
      DECLARE victim BIGINT UNSIGNED;
      DECLARE accounts CURSOR FOR %s WHERE User IN %s AND NOT (%s);
      DECLARE victims CURSOR FOR
        SELECT id FROM information_schema.processlist WHERE user IN %s;
      DECLARE CONTINUE HANDLER FOR NOT FOUND SET none = TRUE;
      IF UTC_TIMESTAMP(3) < (SELECT until FROM lifeboat.lease)
          OR CAST(@@GLOBAL.read_only AS CHAR) NOT IN ('0', 'OFF')
          OR NOT GET_LOCK('lifeboat.lease_over', 0) THEN
        LEAVE lease;
      END IF;
      SET SESSION lock_wait_timeout = 1;
      OPEN accounts;
      FETCH accounts INTO account;
      WHILE NOT none DO
        BEGIN
          DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END;
          SET @lifeboat = CONCAT('ALTER USER ', account, ' ACCOUNT LOCK');
          PREPARE lifeboat FROM @lifeboat;
          EXECUTE lifeboat;
        END;
        FETCH accounts INTO account;
      END WHILE;
      SET none = FALSE;
      OPEN victims;
      FETCH victims INTO victim;
      WHILE NOT none DO
        BEGIN
          DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END;
          %s;
        END;
        FETCH victims INTO victim;
      END WHILE;
      DO RELEASE_LOCK('lifeboat.lease_over');
    END
    """
        .formatted(dialect.account(), names, dialect.locked(), names, kill);
  }

  /// When the server's clock shows `until`, the lease is over; unless it was released.
  static void hold(MysqlSession session, LocalDateTime until) throws SQLException {
    session.execute(
        "UPDATE lifeboat.lease SET until = %s WHERE until < %s"
            .formatted(MysqlLiterals.literal(TIME.format(until)), FOR_EVER));
  }

  /// The lease is over now. Changes nothing where it is already, nor where it was released.
  static void endNow(MysqlSession session) throws SQLException {
    session.execute(
        "UPDATE lifeboat.lease SET until = '1970-01-01' WHERE until > '1970-01-01' AND until < "
            + FOR_EVER);
  }

  /// The lease is never over, until [#forget].
  static void release(MysqlSession session) throws SQLException {
    makeTable(session);
    session.execute("UPDATE lifeboat.lease SET until = " + FOR_EVER);
    session.execute(DROP);
  }

  /// Makes it a server again that nobody ever told anything.
  static void forget(MysqlSession session) throws SQLException {
    session.execute(DROP);
    session.execute("DROP TABLE IF EXISTS lifeboat.lease");
  }

  /// Why no event would run, and what to do; empty if they do.
  static Optional<String> stopped(MysqlSession session) throws SQLException {
    return session.query("SELECT @@event_scheduler", row -> row.getString(1)).contains("ON")
        ? Optional.empty()
        : Optional.of("all tables (the event scheduler is off: set event_scheduler to ON)");
  }

  /// Why the server would not act by itself, and what to do; empty if it would.
  ///
  /// @param lately what a run of the event may be ago
  static String obstacle(MysqlSession session, Duration lately) throws SQLException {
    var stopped = stopped(session);
    if (stopped.isPresent()) {
      return stopped.get();
    }
    var ran =
        session.query(
            """
            SELECT last_executed IS NOT NULL
                AND ABS(TIMESTAMPDIFF(SECOND, last_executed, UTC_TIMESTAMP())) < %d
              FROM information_schema.events
              WHERE event_schema = 'lifeboat' AND event_name = 'lease_over'
            """
                .formatted(lately.toSeconds()),
            row -> row.getBoolean(1));
    return ran.equals(List.of(true))
        ? ""
        : "all tables (the event lifeboat.lease_over did not run within %d s: see the server's log)"
            .formatted(lately.toSeconds());
  }
}
