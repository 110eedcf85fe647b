package dev.lifeboat.plan;

import java.util.regex.Pattern;

/// Paths of URLs as a plan writes them.
final class UrlPaths {
  /// Printable ASCII without a blank, so that it can stand in a request line as it is.
  static final KeyType.Text<String> TYPE =
      KeyType.Text.of(
          "path",
          Pattern.compile("/[!-~]{0,1023}"),
          "a path starts with '/' and has no blank, such as /healthz");

  private static final int LONGEST = 1024;

  private UrlPaths() {}

  /// Whether a text has the form of [#TYPE], without its pattern: a portfolio asks a million times.
  static boolean isPath(String text) {
    if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) != '/') {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '!' || c > '~') {
        return false;
      }
    }
    return true;
  }

  static void require(String path) {
    if (!isPath(path)) {
      throw new IllegalArgumentException("'%s' is no path: %s".formatted(path, TYPE.rule()));
    }
  }
}
