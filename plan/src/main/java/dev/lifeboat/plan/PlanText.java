package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The text of a plan file: strict UTF-8, no characters that YAML forbids.
final class PlanText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private PlanText() {}

  /// The text without a byte order mark; empty, with a mistake told, if it is none.
  static Optional<String> of(byte[] bytes, Mistakes mistakes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length + 1);
    // Malformed input is reported, not replaced, and stops both buffers in front of it.
    boolean malformed = decoder.decode(in, out, true).isError();
    var decoded = out.flip().toString();
    var text =
        !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK ? decoded.substring(1) : decoded;
    if (malformed) {
      mistakes.add(
          endOf(text),
          "",
          "byte %d is not UTF-8".formatted(in.position() + 1),
          "save the file in UTF-8");
      return Optional.empty();
    }
    var forbidden = firstForbidden(text);
    if (forbidden != null) {
      mistakes.add(
          endOf(text.substring(0, forbidden)),
          "",
          "the character U+%04X is not allowed in YAML".formatted(text.codePointAt(forbidden)),
          "remove it");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /// The index of the first character outside c-printable of YAML 1.2; null if there is none, which
  /// is the rule.
  private static @Nullable Integer firstForbidden(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      boolean allowed =
          c == '\t'
              || c == '\n'
              || c == '\r'
              || (c >= 0x20 && c <= 0x7E)
              || c == 0x85
              || (c >= 0xA0 && c <= 0xD7FF)
              || (c >= 0xE000 && c <= 0xFFFD && c != BYTE_ORDER_MARK)
              || c >= 0x10000;
      if (!allowed) {
        return i;
      }
    }
    return null;
  }

  /// Where the next character would stand.
  private static Position endOf(String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        line++;
        lineStart = i + 1;
      }
    }
    return new Position(line, text.codePointCount(lineStart, text.length()) + 1);
  }
}
