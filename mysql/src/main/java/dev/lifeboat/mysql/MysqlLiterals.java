package dev.lifeboat.mysql;

import java.util.Collection;
import java.util.stream.Collectors;

/// Text in statements.
final class MysqlLiterals {
  private MysqlLiterals() {}

  /// A literal, whatever the server's mode says of backslashes: none may be in `text`.
  ///
  /// @throws IllegalArgumentException when one is
  static String literal(String text) {
    if (text.indexOf('\\') >= 0 || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("no name may have a backslash: " + text);
    }
    return "'" + text.replace("'", "''") + "'";
  }

  /// For `IN`.
  static String list(Collection<String> texts) {
    return texts.stream().map(MysqlLiterals::literal).collect(Collectors.joining(", ", "(", ")"));
  }
}
