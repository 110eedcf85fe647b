package dev.lifeboat.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page about anything but a run: sections of sentences, drawings and a table, in the dress of
/// the reports. It needs no network and runs no script.
public final class DocumentPage {
  private DocumentPage() {}

  /// One part of the page.
  ///
  /// @param table below the drawings; null if it has none
  /// @param pastes below the table: texts of lines, to be typed or pasted as they stand
  public record Section(
      String title,
      List<String> sentences,
      List<PagePicture> drawings,
      @Nullable Table table,
      List<String> pastes) {
    public Section {
      sentences = List.copyOf(sentences);
      drawings = List.copyOf(drawings);
      pastes = List.copyOf(pastes);
    }

    /// With nothing to paste.
    public Section(
        String title, List<String> sentences, List<PagePicture> drawings, @Nullable Table table) {
      this(title, sentences, drawings, table, List.of());
    }
  }

  /// A table of texts.
  ///
  /// @param rows each with as many cells as `head`
  public record Table(List<String> head, List<List<String>> rows) {
    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
    }
  }

  private record Page(String name, String summary, List<Part> sections) {}

  private record Part(
      String name,
      List<String> sentences,
      List<Figure> figures,
      @Nullable Table table,
      List<String> pastes) {}

  private record Figure(String caption, List<Chart.Picture> pictures) {}

  /// The page as text.
  public static String html(String name, String summary, List<Section> sections) {
    return PageTemplate.filled(
        "document.html",
        name + " · Lifeboat",
        new Page(name, summary, sections.stream().map(DocumentPage::part).toList()));
  }

  private static Part part(Section section) {
    return new Part(
        section.title(),
        section.sentences(),
        section.drawings().stream().map(it -> new Figure(it.caption(), it.pictures())).toList(),
        section.table(),
        section.pastes());
  }
}
