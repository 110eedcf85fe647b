package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text of a plan file: strict UTF-8, no characters that YAML forbids.
final class PlanText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /// What is not c-printable of YAML 1.2, and a byte order mark within.
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[^\\t\\n\\r\\x20-\\x7E\\x85\\xA0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]|\\uFEFF");

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
          "byte %d is not UTF-8".formatted(in.position() + 1),
          "save the file in UTF-8");
      return Optional.empty();
    }
    var forbidden = FORBIDDEN.matcher(text);
    if (forbidden.find()) {
      mistakes.add(
          endOf(text.substring(0, forbidden.start())),
          "the character U+%04X is not allowed in YAML"
              .formatted(text.codePointAt(forbidden.start())),
          "remove it");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /// Where the next character would stand.
  private static Position endOf(String text) {
    var lines = text.split("\r\n|\r|\n", -1);
    var last = lines[lines.length - 1];
    return new Position(lines.length, last.codePointCount(0, last.length()) + 1);
  }
}
