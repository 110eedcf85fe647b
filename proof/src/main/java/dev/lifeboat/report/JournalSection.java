package dev.lifeboat.report;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.JournalReader;
import java.util.List;

/// Every entry of the journal, folded away until somebody asks.
final class JournalSection {
  /// Of a longer journal this many are shown from either end.
  static final int MOST_FROM_AN_END = 750;

  private final Html html;
  private final Contents contents;
  private final TimeText words;

  JournalSection(Html html, Contents contents, TimeText words) {
    this.html = html;
    this.contents = contents;
    this.words = words;
  }

  void add() {
    html.open("section").leaf("h2", "Journal");
    switch (contents.journal()) {
      case Part.Missing<JournalReader.Contents>(var why) ->
          html.leaf("p", "Not known: " + why + ".");
      case Part.Here<JournalReader.Contents>(var journal) -> {
        html.open("details").leaf("summary", TimeText.count(journal.entries().size()) + " entries");
        table(journal.entries());
        html.close();
      }
    }
    html.close();
  }

  private void table(List<Entry> entries) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", "Journal");
    html.open("table", "class", "journal").open("thead").open("tr");
    html.leaf("th", "entry", "class", "num", "scope", "col");
    html.leaf("th", "at", "class", "num", "scope", "col");
    html.leaf("th", "event", "scope", "col").leaf("th", "what", "scope", "col");
    html.close().close().open("tbody");
    int size = entries.size();
    if (size <= 2 * MOST_FROM_AN_END) {
      entries.forEach(this::row);
    } else {
      entries.subList(0, MOST_FROM_AN_END).forEach(this::row);
      html.open("tr");
      html.leaf(
          "td",
          "%s entries are left out here; journal.jsonl has every one"
              .formatted(TimeText.count(size - 2 * MOST_FROM_AN_END)),
          "colspan",
          "4");
      html.close();
      entries.subList(size - MOST_FROM_AN_END, size).forEach(this::row);
    }
    html.close().close().close();
  }

  private void row(Entry entry) {
    html.open("tr").leaf("td", String.valueOf(entry.sequence()), "class", "num");
    html.leaf("td", words.clock(entry.at()), "class", "num");
    html.leaf("td", entry.event().word());
    html.leaf("td", EventText.of(entry.event()), "class", "said").close();
  }
}
