package dev.lifeboat.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The events of one append as a journal keeps them, wherever it keeps them: the same lines, hence
/// the same chain of hashes and the same bytes in a run's folder.
///
/// @param entries in order
/// @param lines one line of JSON for each, each with its line feed
/// @param lastHash what the entry after this batch carries as the hash of the line before
public record JournalBatch(List<Entry> entries, String lines, String lastHash) {
  public JournalBatch {
    entries = List.copyOf(entries);
  }

  /// Writes `events` down as the entries from `sequence` on.
  ///
  /// @param previousHash of the line before, from [JournalReader.Contents] or from the last batch
  public static JournalBatch of(
      long sequence, String previousHash, List<Event> events, Instant at) {
    var entries = new ArrayList<Entry>(events.size());
    var lines = new ByteArrayOutputStream();
    var hash = previousHash;
    for (var event : events) {
      var entry = new Entry(sequence + entries.size(), at, hash, event);
      var line = JournalCodec.encode(entry, events.size() - entries.size() - 1);
      hash = JournalCodec.hash(line);
      lines.writeBytes(line);
      lines.write('\n');
      entries.add(entry);
    }
    return new JournalBatch(entries, lines.toString(StandardCharsets.UTF_8), hash);
  }
}
