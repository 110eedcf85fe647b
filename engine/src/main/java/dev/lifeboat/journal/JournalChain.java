package dev.lifeboat.journal;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// The chain of a journal's lines without their entries: a look at many runs asks for no more of
/// one, and need not wait for the mapper that makes entries.
public final class JournalChain {
  private static final String PREVIOUS = "previous";

  private JournalChain() {}

  /// Whether each line of `file` names the hash of the line before, up to a last one that is whole.
  /// Nothing vouches for the last line itself, nor for where it begins: that is [ClosedJournal]'s.
  /// False also where it cannot be told: then [JournalReader] says why.
  public static boolean holds(Path file) {
    try {
      var bytes = DurableFile.read(file);
      return bytes.isPresent() && holds(bytes.get());
    } catch (IOException | JacksonException unclear) {
      return false;
    }
  }

  private static boolean holds(byte[] bytes) {
    var previous = JournalCodec.NO_PREVIOUS;
    int start = 0;
    int end = JournalReader.lineEnd(bytes, start);
    while (end >= 0) {
      var line = Arrays.copyOfRange(bytes, start, end);
      if (!previous.equals(ClosedJournal.texts(line, Set.of(PREVIOUS)).get(PREVIOUS))) {
        return false;
      }
      previous = JournalCodec.hash(line);
      start = end + 1;
      end = JournalReader.lineEnd(bytes, start);
    }
    return start > 0 && start == bytes.length;
  }
}
