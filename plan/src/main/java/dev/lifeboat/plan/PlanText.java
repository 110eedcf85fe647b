package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Position;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The text of a plan file: no larger than one may be, strict UTF-8, no characters that YAML
/// forbids. It is looked through in small pieces, so that a hostile file takes no memory but its
/// own bytes.
final class PlanText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final byte[] MARK_BYTES = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int PIECE = 8192;

  private final byte[] bytes;

  private PlanText(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The text without a byte order mark; empty, with a mistake told, if it is none.
  static Optional<PlanText> of(byte[] bytes, Mistakes mistakes) {
    if (bytes.length > PlanReader.MOST_BYTES) {
      tellTooLarge(mistakes);
      return Optional.empty();
    }
    var text = new PlanText(bytes);
    return text.isAllowed(mistakes) ? Optional.of(text) : Optional.empty();
  }

  static void tellTooLarge(Mistakes mistakes) {
    mistakes.add(mistakes.start(), "the file is larger than 64 MiB", "split it into several plans");
  }

  /// From its beginning.
  Reader reader() {
    int mark = marked();
    return new InputStreamReader(
        new ByteArrayInputStream(bytes, mark, bytes.length - mark), StandardCharsets.UTF_8);
  }

  /// All of it at once.
  String whole() {
    int mark = marked();
    return new String(bytes, mark, bytes.length - mark, StandardCharsets.UTF_8);
  }

  private int marked() {
    int most = Math.min(bytes.length, MARK_BYTES.length);
    return ByteBuffer.wrap(bytes, 0, most).equals(ByteBuffer.wrap(MARK_BYTES))
        ? MARK_BYTES.length
        : 0;
  }

  private boolean isAllowed(Mistakes mistakes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(PIECE);
    int at = plainUntil(marked());
    while (at < bytes.length) {
      // Malformed input is reported, not replaced, and stops both buffers in front of it.
      var result = decoder.reset().decode(in.position(at), out.clear(), true);
      out.flip();
      int allowed = allowed(out);
      int end = at + sizeOf(out.slice(0, allowed));
      if (allowed < out.length()) {
        mistakes.add(
            placeOf(end, mistakes),
            "the character U+%04X is not allowed in YAML"
                .formatted(Character.codePointAt(out, allowed)),
            "remove it");
        return false;
      }
      if (result.isError()) {
        mistakes.add(
            placeOf(end, mistakes),
            "byte %d is not UTF-8".formatted(in.position() + 1),
            "save the file in UTF-8");
        return false;
      }
      at = plainUntil(in.position());
    }
    return true;
  }

  /// Where what is not printable ASCII or a line end comes next: most plans are of nothing else.
  private int plainUntil(int from) {
    for (int i = from; i < bytes.length; i++) {
      byte it = bytes[i];
      if ((it < 0x20 || it == 0x7F) && it != '\n' && it != '\r' && it != '\t') {
        return i;
      }
    }
    return bytes.length;
  }

  private static int sizeOf(CharBuffer text) {
    return StandardCharsets.UTF_8.encode(text).remaining();
  }

  /// How much of it, from its beginning, holds none but c-printable of YAML 1.2, and no byte order
  /// mark.
  private static int allowed(CharBuffer text) {
    var chars = text.array();
    for (int i = 0; i < text.limit(); i++) {
      // UTF-8 was decoded, so that surrogates stand in pairs.
      if (!isAllowed(chars[i]) && !Character.isSurrogate(chars[i])) {
        return i;
      }
    }
    return text.limit();
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

  /// The place of what stands behind so many bytes.
  private Position placeOf(int end, Mistakes mistakes) {
    int line = 1;
    int column = 1;
    for (int i = marked(); i < end; i++) {
      byte it = bytes[i];
      boolean isSecondOfBreak = it == '\n' && i > 0 && bytes[i - 1] == '\r';
      if ((it == '\n' || it == '\r') && !isSecondOfBreak) {
        line++;
        column = 1;
      } else if (!isSecondOfBreak && !isContinued(it)) {
        column++;
      }
    }
    return new Position(mistakes.linesBefore() + line, column);
  }

  /// Whether a byte belongs to the character before it.
  private static boolean isContinued(byte it) {
    return (it & 0xC0) == 0x80;
  }
}
