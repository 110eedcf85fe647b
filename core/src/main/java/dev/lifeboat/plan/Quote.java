package dev.lifeboat.plan;

/// Text of the file inside a message. What the file holds must not move the reader's cursor or
/// colour the terminal, and a long text must not hide the message.
final class Quote {
  private static final int MOST_CHARACTERS = 60;

  private Quote() {}

  static String of(String text) {
    return "'" + plain(text) + "'";
  }

  static String plain(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .limit(MOST_CHARACTERS)
        .forEach(c -> shown.appendCodePoint(isShown(c) ? c : '?'));
    return text.codePointCount(0, text.length()) > MOST_CHARACTERS ? shown + "…" : shown.toString();
  }

  private static boolean isShown(int codePoint) {
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
