package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.List;

/// Keeps a login out of a server, for whoever may not stop the server itself: its sessions are
/// ended, and it can begin none.
///
/// It takes no more than SQL rights: of the login that calls, `CREATEROLE` and membership in the
/// other with the admin option. What it leaves: other logins, and a session that is just being
/// admitted, which the next [#close] ends. So the close is repeated for as long as it shall hold.
public final class LoginGate {
  private static final String MAY_LOG_IN = "SELECT rolcanlogin FROM pg_roles WHERE rolname = ";

  private LoginGate() {}

  /// Takes the right to log in from `login`, and asks its sessions to end. They do so within
  /// moments and not yet on the return.
  ///
  /// @return how many sessions it had; only when there was none, nobody writes as `login`
  /// @throws SQLException 42704 when there is no such login; 42501 when the caller may not do so
  public static int close(Session caller, String login) throws SQLException {
    set(caller, login, false);
    // Materialized: of two conditions PostgreSQL may test either first, and one of them ends a
    // session.
    return caller.queryNumbers(
            """
            WITH present AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE usename = %s)
              SELECT pid FROM present WHERE pg_terminate_backend(pid) IS NOT NULL
            """
                .formatted(Sql.literal(login)))
        .length;
  }

  /// Gives the right to log in back.
  ///
  /// @throws SQLException as [#close] says
  public static void open(Session caller, String login) throws SQLException {
    set(caller, login, true);
  }

  /// Changes nothing where nothing is to be changed: each change is written, replicated and makes
  /// the server read its roles anew.
  private static void set(Session caller, String login, boolean may) throws SQLException {
    var present = caller.query(MAY_LOG_IN + Sql.literal(login), row -> row.getBoolean(1));
    if (!present.equals(List.of(may))) {
      caller.execute(
          "ALTER ROLE %s %s".formatted(Sql.identifier(login), may ? "LOGIN" : "NOLOGIN"));
    }
  }
}
