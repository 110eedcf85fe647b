package dev.lifeboat.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The end of a journal, as the one who continues it knows it.
///
/// @param sequence of the next entry
/// @param hash of the line before, which the next entry carries
public record JournalSequence(long sequence, String hash) {
  static final JournalSequence NONE = new JournalSequence(0, JournalCodec.NO_PREVIOUS);

  /// After all that was read.
  public static JournalSequence of(JournalReader.Contents contents) {
    return new JournalSequence(contents.entries().size(), contents.lastHash());
  }

  /// The batch of `events` that continues it.
  ///
  /// @param journal in words
  /// @throws IllegalStateException when the caller expects another sequence
  public JournalBatch next(String journal, long expected, List<Event> events, Instant at) {
    if (expected != sequence) {
      throw new IllegalStateException(
          "next entry of %s is %d, not %d".formatted(journal, sequence, expected));
    }
    var entries = new ArrayList<Entry>(events.size());
    var lines = new ByteArrayOutputStream();
    var last = hash;
    for (var event : events) {
      var entry = new Entry(sequence + entries.size(), at, last, event);
      var line = JournalCodec.encode(entry, events.size() - entries.size() - 1);
      last = JournalCodec.hash(line);
      lines.writeBytes(line);
      lines.write('\n');
      entries.add(entry);
    }
    var tail = new JournalSequence(sequence + entries.size(), last);
    return new JournalBatch(entries, lines.toString(StandardCharsets.UTF_8), tail);
  }
}
