package dev.lifeboat.report;

import com.samskivert.mustache.Mustache;
import dev.lifeboat.files.ShippedText;
import java.io.StringReader;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Fills in a page of HTML that is well-formed XML. Whatever a record says is escaped, here alone.
final class PageTemplate {
  // A name that a record lacks is a mistake, never an empty place.
  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .withEscaper(PageTemplate::escaped)
          .strictSections(true)
          .withLoader(name -> new StringReader(resource(name)));

  private PageTemplate() {}

  /// Fills in the template of that file name.
  ///
  /// @param sections a record or a map, with the names that the template knows
  static String filled(String template, String title, Object sections) {
    ObjectNode page = JsonMapper.shared().valueToTree(sections);
    page.put("title", title).put("css", resource("report.css"));
    return COMPILER
        .compile(resource(template))
        .execute(JsonMapper.shared().convertValue(page, Map.class));
  }

  private static String resource(String name) {
    return ShippedText.beside(PageTemplate.class, name);
  }

  private static String escaped(String text) {
    var out = new StringBuilder(text.length());
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
    return out.toString();
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
