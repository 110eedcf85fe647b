package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/// Kind of a scalar without quotes, by the core schema of YAML 1.2. Most of a plan are texts, and
/// their characters tell: the patterns of numbers are asked about the others only.
final class PlainScalar {
  private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

  /// As every number of the core schema begins.
  private static final String FIRST = "-+.0123456789";

  /// All of them, those of hexadecimal numbers, `.inf` and `.NaN` too.
  private static final String ANY = "0123456789.abcdefABCDEF-+xoinIN";

  private static final Map<Tag, Kind> NUMBERS =
      Map.of(Tag.INT, Kind.INTEGER, Tag.FLOAT, Kind.DECIMAL);

  private PlainScalar() {}

  static Kind kind(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> Kind.NOTHING;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Kind.BOOLEAN;
      default ->
          FIRST.indexOf(text.charAt(0)) < 0 || !isOfNumbers(text)
              ? Kind.TEXT
              : NUMBERS.getOrDefault(RESOLVER.resolve(text, true), Kind.TEXT);
    };
  }

  /// Whether each of its characters may be in a number: `15m` and `9000 USD` have others.
  private static boolean isOfNumbers(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (ANY.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
