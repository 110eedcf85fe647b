package dev.lifeboat.guard;

import java.sql.SQLException;

/// The password of a guard's login, read each time that it logs in: one that was rotated while the
/// guard was running is known at its next connection.
@FunctionalInterface
public interface LoginPassword {
  /// The password as it is now.
  ///
  /// @throws SQLException when it cannot be read
  String read() throws SQLException;
}
