package dev.lifeboat.journal;

import java.util.List;

/// The events of one append as a journal keeps them, wherever it keeps them: the same lines, hence
/// the same chain of hashes and the same bytes in a run's folder.
///
/// @param entries in order
/// @param lines one line of JSON for each, each with its line feed
/// @param tail of the journal once this is in it
public record JournalBatch(List<Entry> entries, String lines, JournalSequence tail) {
  public JournalBatch {
    entries = List.copyOf(entries);
  }
}
