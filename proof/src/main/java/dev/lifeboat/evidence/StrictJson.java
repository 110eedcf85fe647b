package dev.lifeboat.evidence;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells whether a text is JSON in the one spelling that evidence allows (docs/evidence.md): no
/// white space, no name twice, nothing escaped that need not be, numbers without spare digits. Used
/// once, by one thread.
final class StrictJson {
  // Deeper than any file of a run; a stack must not decide about a stranger's bytes.
  private static final int DEEPEST = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.(0|\\d*[1-9]))?(E-?[1-9]\\d*)?");
  private static final Pattern SHORT = Pattern.compile("\\\\[\"\\\\bfnrt]");
  private static final Pattern CONTROL = Pattern.compile("\\\\u00([01][0-9A-F])");
  // The short forms have these already: \b \t \n \f \r.
  private static final String HAVE_SHORT = "08 09 0A 0C 0D";
  // Half a character, which UTF-8 cannot hold.
  private static final Pattern SURROGATE = Pattern.compile("\\\\uD[89A-F][0-9A-F]{2}");
  private static final Pattern PAIR = Pattern.compile("\\\\uD[89AB]..\\\\uD[C-F]..");

  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  /// Where a text departs from the spelling.
  ///
  /// @param column in bytes, from 1
  record Mistake(long column, String why) {}

  private static final class MistakeException extends Exception {
    private static final long serialVersionUID = 1L;

    MistakeException(String why) {
      super(why);
    }
  }

  /// The first mistake of a text that is one value; empty when there is none.
  static Optional<Mistake> mistake(byte[] bytes) {
    var chars = CharBuffer.allocate(bytes.length);
    var in = ByteBuffer.wrap(bytes);
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    if (decoder.decode(in, chars, true).isError()) {
      return Optional.of(new Mistake(in.position() + 1L, "is not UTF-8"));
    }
    var scan = new StrictJson(chars.flip().toString());
    try {
      scan.value(0);
      if (scan.at < scan.text.length()) {
        throw new MistakeException("goes on after its end");
      }
      return Optional.empty();
    } catch (MistakeException mistake) {
      var before = scan.text.substring(0, Math.min(scan.at, scan.text.length()));
      return Optional.of(
          new Mistake(
              before.getBytes(StandardCharsets.UTF_8).length + 1L,
              String.valueOf(mistake.getMessage())));
    }
  }

  private void value(int depth) throws MistakeException {
    if (depth > DEEPEST) {
      throw new MistakeException("is nested deeper than " + DEEPEST);
    }
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void object(int depth) throws MistakeException {
    var names = new HashSet<String>();
    expect('{');
    for (boolean first = true; peek() != '}'; first = false) {
      if (!first) {
        expect(',');
      }
      int start = at;
      var name = string();
      if (!names.add(name)) {
        at = start;
        throw new MistakeException("has the name " + name + " twice");
      }
      expect(':');
      value(depth + 1);
    }
    expect('}');
  }

  private void array(int depth) throws MistakeException {
    expect('[');
    for (boolean first = true; peek() != ']'; first = false) {
      if (!first) {
        expect(',');
      }
      value(depth + 1);
    }
    expect(']');
  }

  private String string() throws MistakeException {
    int start = at;
    expect('"');
    while (peek() != '"') {
      if (peek() < ' ') {
        throw new MistakeException("has an unescaped control character, or ends in a string");
      }
      at += peek() == '\\' ? escape() : 1;
    }
    expect('"');
    return text.substring(start, at);
  }

  private int escape() throws MistakeException {
    if (looking(SHORT, 2)) {
      return 2;
    }
    boolean control = looking(CONTROL, 6) && !HAVE_SHORT.contains(text.substring(at + 4, at + 6));
    if (control || (looking(SURROGATE, 6) && !looking(PAIR, 12))) {
      return 6;
    }
    throw new MistakeException("has an escape that another spelling must replace");
  }

  private boolean looking(Pattern form, int length) {
    return at + length <= text.length() && form.matcher(text.substring(at, at + length)).matches();
  }

  private void number() throws MistakeException {
    int start = at;
    while (peek() >= 0 && ",]}".indexOf(peek()) < 0) {
      at++;
    }
    if (!NUMBER.matcher(text.substring(start, at)).matches()) {
      at = start;
      throw new MistakeException("is not JSON, or not in its one spelling");
    }
  }

  private void word(String word) throws MistakeException {
    if (!text.startsWith(word, at)) {
      throw new MistakeException("is not JSON");
    }
    at += word.length();
  }

  private void expect(char wanted) throws MistakeException {
    if (peek() != wanted) {
      throw new MistakeException("must have '%s' here".formatted(wanted));
    }
    at++;
  }

  /// The next character; -1 at the end.
  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }
}
