package dev.lifeboat.plan;

import java.util.regex.Pattern;

/// Paths of URLs as a plan writes them.
final class UrlPaths {
  private static final int LONGEST = 1024;

  /// Printable ASCII without a blank, so that it can stand in a request line as it is.
  static final KeyType.Text<String> TYPE =
      KeyType.Text.of(
          "path",
          Pattern.compile("/[!-~]{0,1023}"),
          "a path starts with '/' and has no blank, such as /healthz");

  private UrlPaths() {}

  /// Whether a text has the form of [#TYPE], without its pattern: each service has two.
  private static boolean isPath(String text) {
    return text.startsWith("/")
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c >= '!' && c <= '~');
  }

  static void require(String path) {
    if (!isPath(path)) {
      throw new IllegalArgumentException("'%s' is no path: %s".formatted(path, TYPE.rule()));
    }
  }
}
