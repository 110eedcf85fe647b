package dev.lifeboat.plan;

/// Text of the file inside a message. What the file holds must not move the reader's cursor or
/// colour the terminal, and a long text must not hide the message.
public final class Quote {
  private static final int MOST_CHARACTERS = 60;

  private Quote() {}

  public static String of(String text) {
    return "'" + plain(text) + "'";
  }

  static String plain(String text) {
    boolean isLong = text.codePointCount(0, text.length()) > MOST_CHARACTERS;
    return isLong
        ? clean(text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS))) + "…"
        : clean(text);
  }

  /// The whole text, however long.
  public static String clean(String text) {
    var shown = new StringBuilder();
    text.codePoints().forEach(c -> shown.appendCodePoint(isShown(c) ? c : '?'));
    return shown.toString();
  }

  /// Whether it is a character that people see, or a blank.
  static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
