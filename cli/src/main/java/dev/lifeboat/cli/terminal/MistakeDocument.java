package dev.lifeboat.cli.terminal;

import dev.lifeboat.plan.PlanMistake;

/// One mistake of a plan, as an editor shows it.
///
/// @param pointer RFC 6901; empty for the file as a whole
/// @param line from 1
/// @param column from 1, in characters
record MistakeDocument(String pointer, String file, int line, int column, String detail) {
  static MistakeDocument of(PlanMistake mistake) {
    return new MistakeDocument(
        pointer(mistake.path()),
        mistake.file(),
        mistake.line(),
        mistake.column(),
        mistake.what() + "; " + mistake.fix());
  }

  private static String pointer(String path) {
    return path.isEmpty()
        ? ""
        : "/"
            + path.replace("~", "~0")
                .replace("/", "~1")
                .replaceAll("\\[(\\d+)]", ".$1")
                .replace('.', '/');
  }
}
