package dev.lifeboat.plan;

import java.util.regex.Pattern;

/// UrlPaths of URLs as a plan writes them.
final class UrlPaths {
  /// Printable ASCII without a blank, so that it can stand in a request line as it is.
  private static final Pattern PATH = Pattern.compile("/[!-~]{0,1023}");

  static final String RULE = "a path starts with '/' and has no blank, such as /healthz";

  private UrlPaths() {}

  static boolean isPath(String text) {
    return PATH.matcher(text).matches();
  }

  static void require(String path) {
    if (!isPath(path)) {
      throw new IllegalArgumentException("'%s' is no path: %s".formatted(path, RULE));
    }
  }
}
