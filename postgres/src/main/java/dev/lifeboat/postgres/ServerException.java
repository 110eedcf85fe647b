package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The server answered a command with an error; a warning has the same form.
final class ServerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final String words;

  private ServerException(String sqlState, String words) {
    super(sqlState + " " + words);
    this.sqlState = sqlState;
    this.words = words;
  }

  /// Reads the fields of an ErrorResponse: a letter and a text each.
  static ServerException parse(byte[] body) {
    var sqlState = "";
    var message = "";
    for (var field : new String(body, StandardCharsets.UTF_8).split("\0", -1)) {
      if (field.startsWith("C")) {
        sqlState = field.substring(1);
      } else if (field.startsWith("M")) {
        message = field.substring(1);
      }
    }
    return new ServerException(sqlState, message);
  }

  String sqlState() {
    return sqlState;
  }

  /// What it says, without the code.
  String words() {
    return words;
  }
}
