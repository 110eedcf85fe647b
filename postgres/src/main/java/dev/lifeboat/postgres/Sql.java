package dev.lifeboat.postgres;

/// Names and values quoted for SQL text, where parameters are not possible.
final class Sql {

  private Sql() {}

  static String identifier(String name) {
    return "\"" + withoutNul(name).replace("\"", "\"\"") + "\"";
  }

  /// For `standard_conforming_strings = on`, the default, in which a backslash is just that.
  static String literal(String value) {
    return "'" + withoutNul(value).replace("'", "''") + "'";
  }

  private static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("SQL text must not hold a NUL character");
    }
    return text;
  }
}
