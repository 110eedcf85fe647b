package dev.lifeboat.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Tells a last append that a crash tore from damage.
///
/// An append is one write and one `fsync`, and nobody acts on it before that has returned. A crash
/// before may keep any of its pages and lose the others, which then read as zeros: JSON holds none.
/// So all that stands behind the last whole append is torn if it can be one append, and each of its
/// lines that cannot be read holds a zero. Anything else is damage, since a further append was only
/// ever made once this one was durable.
final class TornAppend {
  private static final String ENDS = "\"more\":0,";

  private long next;
  // Of the line before; empty where that was lost.
  private Optional<String> hash;
  private Optional<JournalCodec.Line> known = Optional.empty();
  private boolean ended;

  /// The append that would begin with the entry `first`.
  ///
  /// @param previousHash of the line before that
  TornAppend(long first, String previousHash) {
    this.next = first;
    this.hash = Optional.of(previousHash);
  }

  /// Whether `bytes` hold it, torn, and nothing else from `start` on.
  boolean isAllOf(byte[] bytes, int start) {
    int begin = start;
    for (int end = JournalReader.lineEnd(bytes, begin);
        end >= 0;
        end = JournalReader.lineEnd(bytes, begin)) {
      if (ended || !takes(Arrays.copyOfRange(bytes, begin, end))) {
        return false;
      }
      begin = end + 1;
    }
    return !ended || begin == bytes.length;
  }

  private boolean takes(byte[] bare) {
    var line = read(bare);
    if (line.isEmpty()) {
      int zero = firstZero(bare);
      hash = Optional.empty();
      ended = new String(bare, 0, zero, StandardCharsets.UTF_8).contains(ENDS);
      return zero < bare.length;
    }
    boolean fits = continues(line.get());
    known = line;
    next = line.get().sequence() + 1;
    hash = Optional.of(JournalCodec.hash(bare));
    ended = line.get().more() == 0;
    return fits;
  }

  /// Where lines between were lost, their number must still come out.
  private boolean continues(JournalCodec.Line line) {
    boolean chained = hash.isEmpty() || hash.get().equals(line.previous());
    boolean sameEnd = known.isEmpty() || last(known.get()) == last(line);
    return line.sequence() >= next && line.more() >= 0 && chained && sameEnd;
  }

  private static long last(JournalCodec.Line line) {
    return line.sequence() + line.more();
  }

  private static int firstZero(byte[] bare) {
    int at = 0;
    while (at < bare.length && bare[at] != 0) {
      at++;
    }
    return at;
  }

  private static Optional<JournalCodec.Line> read(byte[] bare) {
    try {
      return Optional.ofNullable(JournalCodec.decode(bare));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
