package dev.lifeboat.cli.terminal;

import java.util.HexFormat;
import java.util.regex.Pattern;

/// Text as a screen may get it: what would steer the screen, as in the name of a file, is shown
/// instead. Ends of lines and tabs stay.
final class VisibleText {
  private static final Pattern STEERS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

  private VisibleText() {}

  /// Each such character as `\x1b`.
  static String of(String text) {
    return STEERS
        .matcher(text)
        .replaceAll(it -> "\\\\x" + HexFormat.of().toHexDigits((byte) it.group().charAt(0)));
  }
}
