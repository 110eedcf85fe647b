package dev.lifeboat.control;

import dev.lifeboat.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The end of a journal, looked at without reading the rest: a list of a thousand runs is asked for
/// on the worst day. Sound as journals have one spelling; whoever doubts a run verifies it.
final class SealedTail {
  private final byte[] journal;

  /// @param journal its bytes
  SealedTail(byte[] journal) {
    this.journal = journal.clone();
  }

  /// Whether its last line names these bytes of a result, and continues the line before it, with
  /// which the run ended. Whatever else is there is for the reader of journals to judge.
  boolean names(byte[] result) {
    int end = journal.length - 1;
    if (end < 0 || journal[end] != '\n') {
      return false;
    }
    int last = lineBefore(end);
    int before = last == 0 ? 0 : lineBefore(last - 1);
    var line = text(last, end);
    var ended = Arrays.copyOfRange(journal, before, Math.max(before, last - 1));
    return line.contains("\"event\":\"Sealed\"")
        && line.contains("\"result.json\":\"%s\"".formatted(Sha256.of(result)))
        && line.contains("\"previous\":\"%s\"".formatted(Sha256.of(ended)))
        && text(before, last).contains("\"event\":\"RunEnded\"");
  }

  /// Where the line begins that ends at `end`.
  private int lineBefore(int end) {
    int start = end;
    while (start > 0 && journal[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private String text(int from, int until) {
    return new String(journal, from, until - from, StandardCharsets.UTF_8);
  }
}
