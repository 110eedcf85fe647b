package dev.lifeboat.postgres;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Tells from an exception what became of a login or a statement.
public final class SqlFailure {
  private SqlFailure() {}

  /// Whether nobody listened at the port. That alone does not prove a dead server.
  static boolean refused(Throwable failure) {
    return isDueTo(
        failure,
        cause ->
            cause instanceof ConnectException
                && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("refused"));
  }

  /// Whether the deadline passed in silence.
  public static boolean timedOut(Throwable failure) {
    return isDueTo(failure, SocketTimeoutException.class::isInstance);
  }

  /// Whether the connection is gone (class 08), so that no statement over it has an answer.
  static boolean isOfTheConnection(SQLException failure) {
    return String.valueOf(failure.getSQLState()).startsWith("08");
  }

  /// Whether the server does not take the login, or lacks the database.
  public static boolean isOfTheLogin(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return state.startsWith("28") || state.equals("3D000");
  }

  /// The first line of what it says: what comes after it is for those who read the statement.
  public static String words(Throwable failure) {
    var message = failure.getMessage();
    return message == null
        ? "the connection broke"
        : message.lines().findFirst().orElse("the connection broke");
  }

  /// What it means to people; of the ways to get no answer not in the driver's words.
  public static String told(Throwable failure) {
    if (refused(failure)) {
      return "the server refuses connections";
    } else if (timedOut(failure)) {
      return "the server did not answer in time";
    }
    var state = failure instanceof SQLException it ? String.valueOf(it.getSQLState()) : "";
    if (state.startsWith("08") && !isOfTrust(failure)) {
      return "the connection to the server is gone";
    } else if (state.startsWith("28")) {
      return "the server does not take the login: " + plain(failure);
    } else if (state.startsWith("57P")) {
      return "the server is starting or stopping";
    }
    return plain(failure);
  }

  private static String plain(Throwable failure) {
    return words(failure).replaceFirst("^(?:FATAL|ERROR|PANIC): *", "");
  }

  /// Whether one of both sides did not trust the other, which no waiting mends. The driver has no
  /// state of its own for that.
  private static boolean isOfTrust(Throwable failure) {
    var words = words(failure);
    return words.contains("SSL")
        || words.contains("hostname")
        || isDueTo(
            failure,
            cause -> cause instanceof SSLException || cause instanceof GeneralSecurityException);
  }

  private static boolean isDueTo(Throwable failure, Predicate<Throwable> kind) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.test(cause)) {
        return true;
      }
    }
    return false;
  }
}
