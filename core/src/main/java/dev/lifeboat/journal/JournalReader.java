package dev.lifeboat.journal;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;

/// Reads a journal file and checks its chain, on a path of its own: it shares no state with the
/// writer.
public final class JournalReader {
  private JournalReader() {}

  /// What a journal file holds.
  ///
  /// @param soundBytes how far the file is whole
  /// @param tornBytes bytes of a last line that a crash left unfinished; zero after a calm end
  /// @param lastHash what the next entry carries as the hash of the line before
  public record Contents(List<Entry> entries, long soundBytes, long tornBytes, String lastHash) {
    public Contents {
      entries = List.copyOf(entries);
    }
  }

  /// Reads `file` whole.
  ///
  /// @throws ProblemException LB4002 naming the line when an entry other than the torn last one is
  ///   damaged, missing or out of order; LB4004 when the file cannot be read
  public static Contents read(Path file) throws ProblemException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB4004,
              "cannot read the journal %s: %s".formatted(file, unreadable.getMessage()),
              "nothing is known of this run and nothing was changed",
              "see 'lifeboat runs' for the runs that are here"),
          unreadable);
    }
    var entries = new ArrayList<Entry>();
    var previous = JournalCodec.NO_PREVIOUS;
    int start = 0;
    for (int end = lineEnd(bytes, start); end >= 0; end = lineEnd(bytes, start)) {
      var line = Arrays.copyOfRange(bytes, start, end);
      entries.add(checked(file, line, entries.size(), previous));
      previous = JournalCodec.hash(line);
      start = end + 1;
    }
    return new Contents(entries, start, bytes.length - (long) start, previous);
  }

  private static Entry checked(Path file, byte[] line, int sequence, String previous)
      throws ProblemException {
    Entry entry;
    try {
      entry = JournalCodec.decode(line);
    } catch (JacksonException | IllegalArgumentException damaged) {
      throw damage(file, sequence, "is not an entry: " + firstLine(damaged));
    }
    if (entry.sequence() != sequence) {
      throw damage(file, sequence, "carries sequence " + entry.sequence());
    }
    if (!entry.previous().equals(previous)) {
      throw damage(file, sequence, "does not continue the line before it");
    }
    return entry;
  }

  private static String firstLine(Exception damaged) {
    return String.valueOf(damaged.getMessage()).lines().findFirst().orElse("");
  }

  private static int lineEnd(byte[] bytes, int start) {
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static ProblemException damage(Path file, int sequence, String what) {
    return Problem.lasting(
            Code.LB4002,
            "%s:%d %s".formatted(file, sequence + 1, what),
            "the journal is the truth about this run, and it cannot be trusted; nothing was"
                + " changed",
            "keep the folder as it is and restore the file from a copy")
        .asException();
  }
}
