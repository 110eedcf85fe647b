package shop.storefront;

import java.sql.SQLException;

/// Effect of a failed statement, told by its SQLSTATE (PostgreSQL manual, appendix A).
final class SqlOutcome {
  private SqlOutcome() {}

  /// A statement that PostgreSQL itself refused was rolled back. A connection that broke, or a
  /// server that went down meanwhile (classes 08, 57P, 58, XX), may have committed before.
  static StoreException ofWrite(SQLException failure) {
    return isSurelyRolledBack(failure)
        ? new StoreException.Refused("not stored: " + failure.getMessage(), failure)
        : new StoreException.Unknown("nobody knows: " + failure.getMessage(), failure);
  }

  static boolean isMissingTable(SQLException failure) {
    return "42P01".equals(failure.getSQLState());
  }

  static boolean isMadeByAnother(SQLException failure) {
    return "42P07".equals(failure.getSQLState()) || "23505".equals(failure.getSQLState());
  }

  /// PostgreSQL itself refused the statement, over a connection that can still be used.
  static boolean isSurelyRolledBack(SQLException failure) {
    var state = failure.getSQLState();
    if (state == null || state.length() != 5) {
      return false;
    }
    return switch (state.substring(0, 2)) {
      case "22", "23", "25", "28", "40", "42", "53", "54", "55" -> !state.equals("40003");
      case "57" -> state.equals("57014");
      default -> false;
    };
  }
}
