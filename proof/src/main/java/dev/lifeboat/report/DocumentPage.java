package dev.lifeboat.report;

import java.io.StringWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  /// @param rows each with as many cells as `head`; not copied, since a portfolio has more than the
  ///   memory holds, each made once it is asked for
  public record Table(List<String> head, List<List<String>> rows) {
    public Table {
      head = List.copyOf(head);
    }
  }

  private record Figure(String caption, List<Chart.Picture> pictures) {}

  /// The page as text.
  public static String html(String name, String summary, List<Section> sections) {
    var text = new StringWriter();
    write(name, summary, sections, text);
    return text.toString();
  }

  /// Writes the page.
  ///
  /// @param sections each is written once it is made
  public static void write(String name, String summary, List<Section> sections, Writer to) {
    Iterable<Map<String, @Nullable Object>> parts =
        () -> sections.stream().map(DocumentPage::part).iterator();
    PageTemplate.fill(
        "document.html",
        name + " · Lifeboat",
        Map.of("name", name, "summary", summary, "sections", parts),
        to);
  }

  /// By the names that the template knows.
  private static Map<String, @Nullable Object> part(Section section) {
    var part = new HashMap<String, @Nullable Object>();
    part.put("name", section.title());
    part.put("sentences", section.sentences());
    part.put(
        "figures",
        section.drawings().stream()
            .map(it -> PageTemplate.values(new Figure(it.caption(), it.pictures())))
            .toList());
    part.put("table", section.table());
    part.put("pastes", section.pastes());
    return part;
  }
}
