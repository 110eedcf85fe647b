package dev.lifeboat.report;

import com.samskivert.mustache.Mustache;
import dev.lifeboat.files.ShippedText;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

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
    var text = new StringWriter();
    fill(template, title, values(sections), text);
    return text.toString();
  }

  /// The same, written to a writer; what is iterable in it is asked for one by one.
  static void fill(String template, String title, Map<String, ?> sections, Writer to) {
    var page = new HashMap<String, @Nullable Object>(sections);
    page.put("title", title);
    page.put("css", resource("report.css"));
    COMPILER.compile(resource(template)).execute(page, to);
  }

  /// What a record says, by name.
  @SuppressWarnings("unchecked") // A record becomes a JSON object, whose keys are texts.
  static Map<String, Object> values(Object sections) {
    return JsonMapper.shared().convertValue(sections, Map.class);
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
