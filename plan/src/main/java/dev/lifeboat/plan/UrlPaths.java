package dev.lifeboat.plan;

import java.util.regex.Pattern;

/// Paths of URLs as a plan writes them.
final class UrlPaths {
  static final String RULE = "a path starts with '/' and has no blank, such as /healthz";

  /// Printable ASCII without a blank, so that it can stand in a request line as it is.
  static final KeyType.Text<String> TYPE =
      KeyType.Text.of("path", Pattern.compile("/[!-~]{0,1023}"), RULE);

  private UrlPaths() {}

  static boolean isPath(String text) {
    return TYPE.parse().apply(text).isPresent();
  }

  static void require(String path) {
    if (!isPath(path)) {
      throw new IllegalArgumentException("'%s' is no path: %s".formatted(path, RULE));
    }
  }
}
