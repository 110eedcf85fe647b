package dev.lifeboat.cli.terminal;

import dev.lifeboat.plan.PlanMistake;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One mistake of a plan, as an editor shows it.
///
/// @param pointer RFC 6901; empty for the file as a whole
/// @param line from 1
/// @param column from 1, in characters
record MistakeDocument(String pointer, String file, int line, int column, String detail) {
  /// A key with a dot in it, a place in a list, or another key.
  private static final Pattern PART = Pattern.compile("'[^']*'|\\[\\d+]|[^.\\[]+");

  static MistakeDocument of(PlanMistake mistake) {
    return new MistakeDocument(
        pointer(mistake.path()),
        mistake.file(),
        mistake.line(),
        mistake.column(),
        mistake.what() + "; " + mistake.fix());
  }

  private static String pointer(String path) {
    return PART.matcher(path)
        .results()
        .map(it -> it.group().replaceAll("^['\\[]|['\\]]$", ""))
        .map(it -> "/" + it.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }
}
