package dev.lifeboat.report;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every entry of the journal, folded away until somebody asks.
///
/// @param notKnown why there is none; null when there is
/// @param leftOut how many are, between the first rows and the last ones; null when none is
record JournalSection(
    @Nullable String notKnown,
    String count,
    List<Row> first,
    @Nullable String leftOut,
    List<Row> last) {
  /// Of a longer journal this many are shown from either end.
  static final int MOST_FROM_AN_END = 750;

  record Row(long sequence, String at, String event, String what) {}

  static JournalSection of(Contents contents, FenceProofs fences, TimeText words) {
    return switch (contents.journal()) {
      case Part.Missing<JournalReader.Contents>(var why) ->
          new JournalSection(why, "", List.of(), null, List.of());
      case Part.Here<JournalReader.Contents>(var journal) -> of(journal.entries(), fences, words);
    };
  }

  private static JournalSection of(List<Entry> entries, FenceProofs fences, TimeText words) {
    var rows = entries.stream().map(entry -> row(entry, fences, words)).toList();
    int size = rows.size();
    var count = TimeText.count(size);
    return size <= 2 * MOST_FROM_AN_END
        ? new JournalSection(null, count, rows, null, List.of())
        : new JournalSection(
            null,
            count,
            rows.subList(0, MOST_FROM_AN_END),
            TimeText.count(size - 2 * MOST_FROM_AN_END),
            rows.subList(size - MOST_FROM_AN_END, size));
  }

  private static Row row(Entry entry, FenceProofs fences, TimeText words) {
    return new Row(
        entry.sequence(),
        words.exact(entry.at()),
        entry.event().word(),
        EventText.of(brief(entry.event(), fences)));
  }

  private static Event brief(Event event, FenceProofs fences) {
    return event instanceof Event.StepMet(var step, var proof)
        ? new Event.StepMet(step, fences.brief(step, proof))
        : event;
  }
}
