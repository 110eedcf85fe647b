package dev.lifeboat.cli.terminal;

import java.util.regex.Pattern;

/// Colours the verdict of a line, which only repeats its word. A line that is indented has none.
final class VerdictColour {
  /// At the beginning of a line, or after its name, as each command has it.
  private static final Pattern VERDICT =
      Pattern.compile(
          "^(?:\\S.*?  )??(?:(?<good>READY|WELL|PASSED|intact|valid)"
              + "|(?<warn>UNPROVEN|DEGRADED|MISSED)"
              + "|(?<bad>NOT-READY|TROUBLE|FAILED|REFUSED|broken)"
              + "|(?<unknown>UNKNOWN|intact, signer unknown))(?=$|[ ;,](?! signer unknown))");

  private static final String PLAIN = "\u001b[0m";

  private VerdictColour() {}

  /// The line with its verdict, if it has one, in the colours that a drill's summary has.
  static String of(String line) {
    var found = VERDICT.matcher(line);
    if (!found.find()) {
      return line;
    }
    for (var shade : Shade.values()) {
      int begin = found.start(shade.name());
      if (begin >= 0) {
        int end = found.end(shade.name());
        return line.substring(0, begin)
            + shade.code
            + line.substring(begin, end)
            + PLAIN
            + line.substring(end);
      }
    }
    return line;
  }

  /// By the names of the groups above.
  private enum Shade {
    good("\u001b[32m"),
    warn("\u001b[33m"),
    bad("\u001b[31m"),
    unknown("\u001b[35m");

    private final String code;

    Shade(String code) {
      this.code = code;
    }
  }
}
