package dev.lifeboat.agent.database;

import java.util.List;

/// Tells why a server ended at its start, by what it said. Its messages are in English, since a
/// server is made with the locale C.
///
/// @param lines of its log since that start
record StartFailure(List<String> lines) {
  private static final List<String> OF_ITS_FILES = List.of("PANIC:", "startup process failure");

  /// What may pass, and what a clone would meet as well.
  private static final List<String> OF_THE_MACHINE =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Read-only file system",
          "Permission denied",
          "Cannot allocate memory",
          "Too many open files",
          "signal 9",
          "insufficient parameter settings");

  /// Answers to logins while it starts.
  private static final String ANSWER = "the database system is";

  StartFailure {
    lines = List.copyOf(lines);
  }

  /// Whether it could not recover from its files, and nothing says that the machine was in its way.
  boolean isOfItsFiles() {
    return says(OF_ITS_FILES) && !says(OF_THE_MACHINE);
  }

  private boolean says(List<String> words) {
    return lines.stream().anyMatch(line -> words.stream().anyMatch(line::contains));
  }

  /// The first line that names an error.
  String words() {
    return lines.stream()
        .filter(line -> line.contains("PANIC:") || line.contains("FATAL:"))
        .filter(line -> !line.contains(ANSWER))
        .findFirst()
        .orElse("its log does not say why");
  }
}
