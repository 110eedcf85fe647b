package dev.lifeboat.plan;

import java.util.Optional;

/// Reads a path of a URL.
final class UrlPathReader {
  static final String RULE = UrlPaths.RULE;

  private UrlPathReader() {}

  static Optional<String> read(PlanValue cursor) {
    return cursor
        .text(RULE)
        .flatMap(text ->
            UrlPaths.isPath(text) ? Optional.of(text) : cursor.wrong("is " + Quote.of(text), RULE));
  }
}
