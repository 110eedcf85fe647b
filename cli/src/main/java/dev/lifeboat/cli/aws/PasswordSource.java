package dev.lifeboat.cli.aws;

import dev.lifeboat.guard.LoginPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/// Where a guard's password is: in a variable, or in the file that another one names, which whoever
/// rotates it writes anew.
final class PasswordSource {
  private static final String FILE = "_FILE";

  private PasswordSource() {}

  /// @param variable such as `PGPASSWORD`; its file is named by `PGPASSWORD_FILE`
  static LoginPassword of(Map<String, String> variables, String variable) {
    var file = variables.get(variable + FILE);
    if (file == null) {
      var fixed = variables.getOrDefault(variable, "");
      return () -> fixed;
    }
    return () -> read(variable + FILE, Path.of(file));
  }

  private static String read(String variable, Path file) throws SQLException {
    try {
      return Files.readString(file).stripTrailing();
    } catch (IOException unreadable) {
      throw new SQLException("%s cannot be read: %s".formatted(variable, unreadable), unreadable);
    }
  }
}
