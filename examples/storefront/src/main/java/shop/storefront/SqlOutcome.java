package shop.storefront;

import java.sql.SQLException;
import java.util.Set;

/// Effect of a failed statement, told by its SQLSTATE (PostgreSQL manual, appendix A), and where
/// MySQL says no more than HY000 by its number (MySQL 8.4 error reference).
final class SqlOutcome {
  private static final String OF_NO_CLASS = "HY000";

  /// ER_OPTION_PREVENTS_STATEMENT, ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, ER_READ_ONLY_MODE.
  private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836);

  /// ER_RECORD_FILE_FULL, ER_LOCK_WAIT_TIMEOUT, ER_TRUNCATED_WRONG_VALUE_FOR_FIELD.
  private static final Set<Integer> OTHERWISE_REFUSED = Set.of(1114, 1205, 1366);

  private SqlOutcome() {}

  /// A statement that the server itself refused was rolled back. A connection that broke, or a
  /// server that went down meanwhile (classes 08, 57P, 58, XX; MySQL's 2006, 2013, 1053, 1927), may
  /// have committed before.
  static StoreException ofWrite(SQLException failure) {
    return isSurelyRolledBack(failure)
        ? new StoreException.Refused("not stored: " + failure.getMessage(), failure)
        : new StoreException.Unknown("nobody knows: " + failure.getMessage(), failure);
  }

  static boolean isMissingTable(SQLException failure) {
    return is(failure, "42P01") || is(failure, "42S02");
  }

  static boolean isMadeByAnother(SQLException failure) {
    return is(failure, "42P07") || is(failure, "23505");
  }

  private static boolean is(SQLException failure, String state) {
    return state.equals(failure.getSQLState());
  }

  /// The connection can still be used, and for the next write. One to a server of MySQL that has
  /// become read-only is left: its address may lead to the new writer by now.
  static boolean isSound(SQLException failure) {
    return isSurelyRolledBack(failure) && !READ_ONLY.contains(failure.getErrorCode());
  }

  /// The server itself refused the statement.
  private static boolean isSurelyRolledBack(SQLException failure) {
    var state = failure.getSQLState();
    if (state == null || state.length() != 5) {
      return false;
    }
    int number = failure.getErrorCode(); // Zero by PostgreSQL.
    return switch (state.substring(0, 2)) {
      case "22", "23", "25", "28", "40", "42", "53", "54", "55" -> !state.equals("40003");
      case "57" -> state.equals("57014");
      case "HY" ->
          state.equals(OF_NO_CLASS)
              && (READ_ONLY.contains(number) || OTHERWISE_REFUSED.contains(number));
      default -> false;
    };
  }
}
