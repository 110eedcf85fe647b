package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Position;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
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
    return text.isPlain() || text.isAllowed(mistakes) ? Optional.of(text) : Optional.empty();
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

  /// Whether it is of printable ASCII and line ends alone, as most plans are.
  private boolean isPlain() {
    for (byte it : bytes) {
      if ((it < 0x20 || it == 0x7F) && it != '\n' && it != '\r' && it != '\t') {
        return false;
      }
    }
    return true;
  }

  private boolean isAllowed(Mistakes mistakes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    int mark = marked();
    var in = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
    var out = CharBuffer.allocate(PIECE);
    long before = 0;
    while (true) {
      // Malformed input is reported, not replaced, and stops both buffers in front of it.
      var result = decoder.decode(in, out, true);
      out.flip();
      int allowed = allowed(out);
      if (allowed < out.length()) {
        mistakes.add(
            placeOf(before + allowed, mistakes),
            "the character U+%04X is not allowed in YAML"
                .formatted(Character.codePointAt(out, allowed)),
            "remove it");
        return false;
      }
      if (result.isError()) {
        mistakes.add(
            placeOf(before + allowed, mistakes),
            "byte %d is not UTF-8".formatted(in.position() + 1),
            "save the file in UTF-8");
        return false;
      }
      if (result.isUnderflow()) {
        return true;
      }
      before += allowed;
      out.clear();
    }
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

  /// Where the character behind so many stands: they are read once more, to count lines.
  private Position placeOf(long characters, Mistakes mistakes) {
    int line = 1;
    int column = 1;
    boolean isAfterReturn = false;
    try (var text = new BufferedReader(reader())) {
      for (long i = 0; i < characters; i++) {
        int c = text.read();
        if (c == '\n' && isAfterReturn) {
          isAfterReturn = false;
        } else if (c == '\n' || c == '\r') {
          line++;
          column = 1;
          isAfterReturn = c == '\r';
        } else {
          column += Character.isLowSurrogate((char) c) ? 0 : 1;
          isAfterReturn = false;
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Position(mistakes.linesBefore() + line, column);
  }
}
