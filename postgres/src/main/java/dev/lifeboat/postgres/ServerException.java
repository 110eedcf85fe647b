package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The server answered a command with an error.
final class ServerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  private ServerException(String sqlState, String message) {
    super(sqlState + " " + message);
    this.sqlState = sqlState;
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
}
