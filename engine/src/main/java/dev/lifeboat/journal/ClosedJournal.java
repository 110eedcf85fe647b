package dev.lifeboat.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// The two ends of a journal that was closed and sealed, without what is between them: a thousand
/// runs are listed on the worst day. Whoever doubts a run verifies it.
///
/// @param opened its first event
/// @param ended the last event of its steps
/// @param sealed its last line, which continues `ended`
public record ClosedJournal(Event.RunOpened opened, Event.RunEnded ended, Event.Sealed sealed) {
  // The last two lines take 2 KB, the first some 10, for its runbook.
  private static final int END_BYTES = 8 << 10;
  private static final int BEGIN_BYTES = 16 << 10;

  /// The ends of `file`; empty where more has to be looked at, also to say what is wrong.
  public static Optional<ClosedJournal> find(Path file) {
    try (var channel = Files.newByteChannel(file)) {
      long end = channel.size();
      var lines = part(channel, Math.max(0, end - END_BYTES), end);
      int last = lineBefore(lines, lines.length - 1);
      int before = lineBefore(lines, last - 1);
      if (before < 0 || lines[lines.length - 1] != '\n') {
        return Optional.empty();
      }
      var seal = Arrays.copyOfRange(lines, last, lines.length - 1);
      var ended = Arrays.copyOfRange(lines, before, last - 1);
      var first = part(channel, 0, Math.min(end, BEGIN_BYTES));
      int firstEnd = JournalReader.lineEnd(first, 0);
      return firstEnd < 0 ? Optional.empty() : of(Arrays.copyOf(first, firstEnd), ended, seal);
    } catch (IOException | JacksonException | IllegalArgumentException unclear) {
      return Optional.empty();
    }
  }

  private static Optional<ClosedJournal> of(byte[] first, byte[] ended, byte[] seal) {
    var last = JournalCodec.decode(seal);
    var before = JournalCodec.decode(ended);
    var begin = JournalCodec.decode(first);
    return begin != null
            && before != null
            && last != null
            && last.sequence() == before.sequence() + 1
            && JournalCodec.hash(ended).equals(last.previous())
            && begin.event() instanceof Event.RunOpened opened
            && before.event() instanceof Event.RunEnded end
            && last.event() instanceof Event.Sealed sealed
        ? Optional.of(new ClosedJournal(opened, end, sealed))
        : Optional.empty();
  }

  /// The bytes between two places.
  private static byte[] part(SeekableByteChannel channel, long from, long until)
      throws IOException {
    var bytes = ByteBuffer.allocate(Math.toIntExact(until - from));
    channel.position(from);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = channel.read(bytes);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /// Where the line begins that ends at `end`; below zero where that is not within these bytes.
  private static int lineBefore(byte[] lines, int end) {
    int start = end;
    while (start > 0 && lines[start - 1] != '\n') {
      start--;
    }
    return start == 0 ? -1 : start;
  }
}
