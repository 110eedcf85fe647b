package dev.lifeboat.mysql;

/// What MySQL and MariaDB are asked in different words.
///
/// @param account a query of accounts as `'user'@'host'`, without its condition
/// @param locked the condition of an account that is locked
/// @param log the statement that tells the end of the binary log
record Dialect(String account, String locked, String log) {
  /// The first MySQL that knows it by its new name, which the old one did not outlive in 8.4.
  private static final int NEW_NAME_MAJOR = 8;

  private static final int NEW_NAME_MINOR = 2;

  private static final String ACCOUNT = "SELECT CONCAT(QUOTE(User), '@', QUOTE(Host)) FROM mysql.";

  static Dialect of(String product, int major, int minor) {
    if (product.contains("MariaDB")) {
      return new Dialect(
          ACCOUNT + "global_priv",
          "COALESCE(JSON_VALUE(Priv, '$.account_locked'), '0') IN ('1', 'true')",
          "SHOW MASTER STATUS");
    }
    boolean renamed =
        major > NEW_NAME_MAJOR || (major == NEW_NAME_MAJOR && minor >= NEW_NAME_MINOR);
    return new Dialect(
        ACCOUNT + "user",
        "account_locked = 'Y'",
        renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS");
  }
}
