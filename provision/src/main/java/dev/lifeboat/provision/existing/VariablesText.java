package dev.lifeboat.provision.existing;

/// A text that is read character by character, and knows where it is.
final class VariablesText {
  /// What stands after the last character.
  static final int END = -1;

  private final String source;
  private final String text;
  private int at;
  private int line = 1;
  private int column = 1;

  VariablesText(String source, String text) {
    this.source = source;
    this.text = text;
  }

  int look() {
    return look(0);
  }

  private int look(int further) {
    return at + further < text.length() ? text.charAt(at + further) : END;
  }

  char next() {
    char read = text.charAt(at);
    at++;
    if (read == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
    return read;
  }

  boolean isNext(String word) {
    return text.startsWith(word, at);
  }

  /// Such as `terraform.tfvars:3:12`.
  String place() {
    return "%s:%d:%d".formatted(source, line, column);
  }

  /// The longest run of characters of a kind from here, which may be empty.
  ///
  /// @param others that it may have beside letters and digits
  String word(String others) {
    int begin = at;
    while (look() != END && isPart((char) look(), others)) {
      next();
    }
    return text.substring(begin, at);
  }

  private static boolean isPart(char one, String others) {
    boolean letter = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
    return letter || (one >= '0' && one <= '9') || others.indexOf(one) >= 0;
  }

  /// Goes on behind blanks and comments.
  ///
  /// @param lines whether the ends of lines are blanks too
  void skip(boolean lines) throws UnreadableSource {
    while (look() != END) {
      if (look() == ' ' || look() == '\t' || look() == '\r' || (lines && look() == '\n')) {
        next();
      } else if (isNext("#") || isNext("//")) {
        skipLine();
      } else if (isNext("/*")) {
        skipBlock();
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    while (look() != END && look() != '\n') {
      next();
    }
  }

  private void skipBlock() throws UnreadableSource {
    var begin = place();
    while (!isNext("*/")) {
      if (look() == END) {
        throw new UnreadableSource(begin + ": a comment has no end", "end it with '*/'");
      }
      next();
    }
    next();
    next();
  }

  UnreadableSource refused(String why, String action) {
    return new UnreadableSource("%s: %s".formatted(place(), why), action);
  }
}
