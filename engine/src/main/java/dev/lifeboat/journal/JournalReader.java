package dev.lifeboat.journal;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Reads a journal file and checks its chain, on a path of its own: it shares no state with the
/// writer.
public final class JournalReader {
  /// What a journal holds before its first entry.
  public static final Contents NOTHING = new Contents(List.of(), 0, 0, JournalCodec.NO_PREVIOUS);

  private JournalReader() {}

  /// What a journal file holds.
  ///
  /// @param soundBytes how far the file is whole
  /// @param tornBytes bytes of a last append that a crash left unfinished; zero after a calm end
  /// @param lastHash what the next entry carries as the hash of the line before
  public record Contents(List<Entry> entries, long soundBytes, long tornBytes, String lastHash) {
    public Contents {
      entries = List.copyOf(entries);
    }
  }

  /// Reads `file` whole.
  ///
  /// @throws ProblemException LB4002 naming the line when an entry outside a torn last append is
  ///   damaged, missing or out of order; LB4009 when the file cannot be read
  public static Contents read(Path file) throws ProblemException {
    return find(file).orElseThrow(() -> unreadable(file, new NoSuchFileException(file.toString())));
  }

  /// Reads `file` whole; empty only if there is none.
  ///
  /// @throws ProblemException as [#read]
  public static Optional<Contents> find(Path file) throws ProblemException {
    try {
      var bytes = DurableFile.read(file);
      return bytes.isPresent() ? Optional.of(parse(bytes.get())) : Optional.empty();
    } catch (IOException failed) {
      throw unreadable(file, failed);
    } catch (JournalDamageException damaged) {
      throw problem(file, damaged);
    }
  }

  /// Understands the bytes of a journal.
  ///
  /// @throws JournalDamageException when an entry outside a torn last append, as [TornAppend] knows
  ///   it, is damaged, missing or out of order
  public static Contents parse(byte[] bytes) throws JournalDamageException {
    var entries = new ArrayList<Entry>();
    var previous = JournalCodec.NO_PREVIOUS;
    int expected = 0;
    int start = 0;
    int whole = 0;
    int wholeBytes = 0;
    var wholeHash = previous;
    for (int end = lineEnd(bytes, start); end >= 0; end = lineEnd(bytes, start)) {
      var bare = Arrays.copyOfRange(bytes, start, end);
      JournalCodec.Line line;
      try {
        line = checked(bare, entries.size(), previous);
        if (line.more() < 0 || (entries.size() > whole && line.more() != expected)) {
          throw new JournalDamageException(
              entries.size() + 1, "breaks the append that it belongs to");
        }
      } catch (JournalDamageException damage) {
        if (new TornAppend(whole, wholeHash).isAllOf(bytes, wholeBytes)) {
          break;
        }
        throw damage;
      }
      entries.add(line.entry());
      expected = line.more() - 1;
      previous = JournalCodec.hash(bare);
      start = end + 1;
      if (line.more() == 0) {
        whole = entries.size();
        wholeBytes = start;
        wholeHash = previous;
      }
    }
    return new Contents(
        entries.subList(0, whole), wholeBytes, bytes.length - (long) wholeBytes, wholeHash);
  }

  private static JournalCodec.Line checked(byte[] bytes, int sequence, String previous)
      throws JournalDamageException {
    JournalCodec.Line line;
    try {
      line = JournalCodec.decode(bytes);
    } catch (JacksonException | IllegalArgumentException damaged) {
      throw new JournalDamageException(
          sequence + 1, "is not an entry: " + FileFailure.reason(damaged));
    }
    if (line == null) {
      throw new JournalDamageException(sequence + 1, "is not an entry: it is empty");
    }
    if (line.sequence() != sequence) {
      throw new JournalDamageException(sequence + 1, "carries sequence " + line.sequence());
    }
    if (!previous.equals(line.previous())) {
      throw new JournalDamageException(sequence + 1, "does not continue the line before it");
    }
    return line;
  }

  static int lineEnd(byte[] bytes, int start) {
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static ProblemException unreadable(Path file, IOException cause) {
    return FileFailure.ofRun(
        "read the journal",
        file,
        cause,
        "nothing is known of this run and nothing was changed",
        "see 'lifeboat runs' for the runs that are here");
  }

  private static ProblemException problem(Path file, JournalDamageException damaged) {
    return ProblemException.lasting(
        Code.LB4002,
        "%s:%d %s".formatted(file, damaged.line(), damaged.why()),
        "the journal is the truth about this run, and it cannot be trusted; nothing was"
            + " changed",
        "keep the folder as it is and restore the file from a copy");
  }
}
