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

  private UrlPaths() {}

  static void require(String path) {
    if (!TYPE.form().matcher(path).matches()) {
      throw new IllegalArgumentException("'%s' is no path: %s".formatted(path, TYPE.rule()));
    }
  }
}
