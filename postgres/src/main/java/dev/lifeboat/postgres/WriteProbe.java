package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.time.Duration;

/// Tries to write as a client would, to learn whether a server is fenced. Needs the table that
/// [Session#ensureProbe] makes.
public final class WriteProbe {

  /// What became of one attempt. Only [Refused] says that the server takes no write.
  public sealed interface Result {

    /// The server answered that it is read-only, although the transaction asked to write. While it
    /// runs as it does, no session of it can write.
    record Refused(String sqlState, String message) implements Result {}

    /// The write was committed. Its row was removed again.
    record Accepted() implements Result {}

    /// Not known. Also when the server answered, but not that it is read-only: a login refused says
    /// nothing of connections that are open already, and a commit without an answer may count.
    ///
    /// @param connectionRefused whether nobody listened; alone it does not prove a dead server
    record Unreachable(String why, boolean connectionRefused) implements Result {}
  }

  /// SQLSTATE read_only_sql_transaction.
  private static final String READ_ONLY = "25006";

  /// SQLSTATE feature_not_supported: what `BEGIN READ WRITE` gets from a server in recovery.
  private static final String IN_RECOVERY = "0A000";

  /// One fresh attempt: log in, `BEGIN READ WRITE`, insert, commit, remove. `READ WRITE` because a
  /// server on which merely `default_transaction_read_only` is set accepts it, so is not fenced.
  ///
  /// @param applicationLogin the credential of the clients that must not write, not one of ours
  /// @param nonce told by the caller, never used before, so that no earlier attempt can count
  /// @param deadline for logging in, and again for each statement
  public Result attempt(Endpoint applicationLogin, String nonce, Duration deadline) {
    try (var session = Session.ofAClient(applicationLogin, deadline)) {
      return write(session, nonce);
    } catch (SQLException failure) {
      return unknown(failure);
    }
  }

  private static Result write(Session session, String nonce) {
    try {
      session.execute("BEGIN READ WRITE");
    } catch (SQLException answer) {
      return IN_RECOVERY.equals(answer.getSQLState()) ? refused(answer) : unlessReadOnly(answer);
    }
    try {
      session.execute("INSERT INTO lifeboat.probe VALUES (" + Sql.literal(nonce) + ")");
      session.execute("COMMIT");
    } catch (SQLException answer) {
      return unlessReadOnly(answer);
    }
    removeRows(session);
    return new Result.Accepted();
  }

  /// All rows, so that an attempt whose answer was lost is cleaned up by the next one.
  private static void removeRows(Session session) {
    try {
      session.execute("DELETE FROM lifeboat.probe");
    } catch (SQLException _) {
      // The row stays until the next accepted attempt; that the write counted is what matters.
    }
  }

  private static Result unlessReadOnly(SQLException answer) {
    return READ_ONLY.equals(answer.getSQLState()) ? refused(answer) : unknown(answer);
  }

  private static Result refused(SQLException answer) {
    return new Result.Refused(String.valueOf(answer.getSQLState()), SqlFailure.words(answer));
  }

  private static Result unknown(SQLException failure) {
    if (SqlFailure.refused(failure)) {
      return new Result.Unreachable("connection refused", true);
    }
    return new Result.Unreachable(
        SqlFailure.timedOut(failure)
            ? "timed out"
            : failure.getSQLState() + " " + SqlFailure.words(failure),
        false);
  }
}
