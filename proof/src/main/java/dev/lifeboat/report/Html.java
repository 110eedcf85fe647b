package dev.lifeboat.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/// Writes a page that is both HTML and well-formed XML. Text and attribute values are escaped here
/// and nowhere else, so nothing that is shown can become markup. For one thread.
final class Html {
  private static final Set<String> ON_A_LINE_OF_THEIR_OWN =
      Set.of(
          "head", "meta", "title", "style", "body", "main", "header", "section", "footer", "h2",
          "p", "dl", "dt", "figure", "table", "thead", "tbody", "tr", "details", "ul", "li", "pre",
          "svg", "g", "rect");

  // In HTML, `/>` ends these only: void elements, and those of a picture.
  private static final Set<String> NEVER_WITH_CONTENT = Set.of("meta", "path", "rect");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  Html() {
    out.append("<!DOCTYPE html>");
  }

  /// Begins an element.
  ///
  /// @param attributes name, value, name, value
  Html open(String tag, String... attributes) {
    begin(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /// Ends the innermost open element.
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// An element that never has content.
  Html empty(String tag, String... attributes) {
    if (!NEVER_WITH_CONTENT.contains(tag)) {
      throw new IllegalArgumentException("HTML would leave <" + tag + "/> open");
    }
    begin(tag, attributes);
    out.append("/>");
    return this;
  }

  /// An element with nothing but text.
  Html leaf(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /// The style sheet, which is ours: HTML does not unescape it, so it must need no escaping.
  Html style(String css) {
    if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
      throw new IllegalArgumentException("a style sheet must not contain < or &");
    }
    open("style");
    out.append('\n').append(css);
    return close();
  }

  /// The whole page.
  ///
  /// @throws IllegalStateException when an element is still open
  String page() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.append('\n').toString();
  }

  private void begin(String tag, String... attributes) {
    if (ON_A_LINE_OF_THEIR_OWN.contains(tag)) {
      out.append('\n');
    }
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(allowed(point) ? point : '\uFFFD');
          }
        });
  }

  /// Whether XML 1.0 lets the character stand in a document at all.
  private static boolean allowed(int point) {
    return point == '\t'
        || point == '\n'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
