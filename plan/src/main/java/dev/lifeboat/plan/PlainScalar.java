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
      default -> FIRST.indexOf(text.charAt(0)) < 0 ? Kind.TEXT : number(text);
    };
  }

  /// What begins as a number does. `15m` and `9000 USD` have characters that none has.
  private static Kind number(String text) {
    boolean isWhole = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      isWhole &= c >= '0' && c <= '9';
      if (ANY.indexOf(c) < 0) {
        return Kind.TEXT;
      }
    }
    return isWhole ? Kind.INTEGER : NUMBERS.getOrDefault(RESOLVER.resolve(text, true), Kind.TEXT);
  }
}
