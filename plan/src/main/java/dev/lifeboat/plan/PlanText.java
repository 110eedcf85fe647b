package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The text of a plan file: no larger than one may be, strict UTF-8, no characters that YAML
/// forbids.
final class PlanText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private PlanText() {}

  /// The text without a byte order mark; empty, with a mistake told, if it is none.
  static Optional<String> of(byte[] bytes, Mistakes mistakes) {
    if (bytes.length > PlanReader.MOST_BYTES) {
      mistakes.add(
          mistakes.start(), "the file is larger than 64 MiB", "split it into several plans");
      return Optional.empty();
    }
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
          endOf(text, mistakes),
          "byte %d is not UTF-8".formatted(in.position() + 1),
          "save the file in UTF-8");
      return Optional.empty();
    }
    int allowed = allowed(text);
    if (allowed < text.length()) {
      mistakes.add(
          endOf(text.substring(0, allowed), mistakes),
          "the character U+%04X is not allowed in YAML".formatted(text.codePointAt(allowed)),
          "remove it");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /// How much of it, from its beginning, holds none but c-printable of YAML 1.2, and no byte order
  /// mark.
  private static int allowed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair = Character.isHighSurrogate(c); // UTF-8 was decoded, so the other one follows.
      if (!isPair && !isAllowed(c)) {
        return i;
      }
      i += isPair ? 1 : 0;
    }
    return text.length();
  }

  private static boolean isAllowed(char c) {
    return (c >= 0x20 && c <= 0x7E)
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || c == 0x85
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD && c != BYTE_ORDER_MARK);
  }

  /// Where the next character would stand.
  private static Position endOf(String text, Mistakes mistakes) {
    var lines = text.split("\r\n|\r|\n", -1);
    var last = lines[lines.length - 1];
    return new Position(
        mistakes.linesBefore() + lines.length, last.codePointCount(0, last.length()) + 1);
  }
}
