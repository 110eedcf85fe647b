package dev.lifeboat.report;

import dev.lifeboat.report.DocumentPage.Section;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;

/// Sections of a [DocumentPage] for a wiki or a pull request, without their drawings. What a plan
/// or a person says stays one line of text and never becomes a cell, a heading or a tag.
public final class DocumentMarkdown {
  private DocumentMarkdown() {}

  /// The document as text; ends with a line feed. A section of drawings alone is left out.
  public static String of(String name, String summary, List<Section> sections) {
    var text = new StringWriter(1024);
    write(name, summary, sections, new PrintWriter(text));
    return text.toString();
  }

  /// Writes the same.
  ///
  /// @param sections each is written once it is made
  public static void write(String name, String summary, List<Section> sections, PrintWriter text) {
    text.append("# ").append(line(name)).append("\n\n").append(sentence(summary)).append('\n');
    sections.forEach(section -> write(section, text));
    text.flush();
  }

  private static void write(Section section, PrintWriter text) {
    var table = section.table();
    if (section.sentences().isEmpty() && table == null && section.pastes().isEmpty()) {
      return;
    }
    text.append("\n## ").append(line(section.title())).append('\n');
    section.sentences().forEach(it -> text.append('\n').append(sentence(it)).append('\n'));
    if (table != null) {
      text.append('\n').append(row(table.head()));
      text.append(row(table.head().stream().map(_ -> "---").toList()));
      table.rows().forEach(it -> text.append(row(it)));
    }
    section.pastes().forEach(it -> text.append('\n').append(fenced(it)));
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(it -> line(it).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /// A line of its own, which its first sign makes no heading and no quotation.
  private static String sentence(String text) {
    return line(text).replaceFirst("^[#>]", "\\\\$0");
  }

  private static String line(String text) {
    return text.strip()
        .replaceAll("\\s*\\R\\s*", " ")
        .replaceAll("\\p{Cntrl}", " ")
        .replace("\\", "\\\\") // Else it would take the sense of what escapes the next sign.
        .replace("`", "\\`")
        .replace("<", "&lt;")
        .replace("[", "\\[");
  }

  /// The fence is longer than any within the text.
  private static String fenced(String text) {
    var fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return "%stext\n%s\n%s\n".formatted(fence, text.stripTrailing(), fence);
  }
}
