package dev.lifeboat.report;

import dev.lifeboat.journal.JournalReader;

/// What this page was made from, so that somebody who does not trust it can make it again.
final class EvidenceSection {
  private final Html html;
  private final Contents contents;

  EvidenceSection(Html html, Contents contents) {
    this.html = html;
    this.contents = contents;
  }

  void add() {
    html.open("section").leaf("h2", "Evidence");
    html.open("p").text("This page carries no seal of itself. Whether the folder is as it was ");
    html.text("when the run ended, and shows what this page says, is told by ");
    html.leaf("code", "lifeboat evidence verify " + contents.folder().folder()).text(".").close();
    html.open("p").text("Folder ").leaf("code", contents.folder().folder().toString());
    html.close();
    files();
    journal();
    html.open("p").text("Check the files with ").leaf("code", "sha256sum *").text(".");
    html.text(" Each line of journal.jsonl carries in ").leaf("code", "previous");
    html.text(
        " the SHA-256 of the line before it, without its line feed; the line that closes the ");
    html.text("folder comes after this page was made, and its hash is signed in seal.json.")
        .close();
    html.close();
  }

  private void files() {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", "Files");
    html.open("table", "class", "files").open("thead").open("tr");
    html.leaf("th", "file", "scope", "col").leaf("th", "bytes", "class", "num", "scope", "col");
    html.leaf("th", "SHA-256", "scope", "col").close().close().open("tbody");
    for (var file : contents.files()) {
      html.open("tr").leaf("th", file.name(), "scope", "row");
      html.leaf("td", TimeText.count(file.bytes()), "class", "num");
      html.open("td").leaf("code", file.sha256()).close().close();
    }
    html.close().close().close();
  }

  private void journal() {
    switch (contents.journal()) {
      case Part.Missing<JournalReader.Contents>(var why) ->
          html.leaf("p", "The journal's chain does not hold or is not here: " + why + ".");
      case Part.Here<JournalReader.Contents>(var journal) -> {
        html.open("p").text("The journal's chain holds over its ");
        html.text(
            TimeText.count(journal.entries().size())
                + " entries; when this page was made the last one's hash was ");
        html.leaf("code", journal.lastHash()).text(".");
        if (journal.tornBytes() > 0) {
          html.text(
              " After it come %s of a line that a crash left unfinished."
                  .formatted(TimeText.count(journal.tornBytes(), "byte")));
        }
        html.close();
      }
    }
  }
}
