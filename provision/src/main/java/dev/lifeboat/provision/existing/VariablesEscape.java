package dev.lifeboat.provision.existing;

import java.util.HexFormat;
import java.util.Map;

/// The escapes of a quoted text of HCL.
final class VariablesEscape {
  private static final Map<Character, String> PLAIN =
      Map.of('n', "\n", 'r', "\r", 't', "\t", '"', "\"", '\\', "\\");

  private VariablesEscape() {}

  /// What one stands for, which begins here with its backslash.
  static String read(VariablesText in) throws UnreadableSource {
    in.next();
    var plain = in.look() == VariablesText.END ? null : PLAIN.get((char) in.look());
    if (plain != null) {
      in.next();
      return plain;
    }
    return switch (in.look()) {
      case 'u' -> character(in, 4);
      case 'U' -> character(in, 8);
      default -> throw refused(in);
    };
  }

  private static String character(VariablesText in, int digits) throws UnreadableSource {
    in.next();
    int point = 0;
    for (int i = 0; i < digits; i++) {
      // So many that are no number of a character would not fit into an int either.
      if (!HexFormat.isHexDigit(in.look()) || point > Character.MAX_CODE_POINT) {
        throw refused(in);
      }
      point = point * 16 + HexFormat.fromHexDigit(in.next());
    }
    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    if (half || point > Character.MAX_CODE_POINT) {
      throw refused(in);
    }
    return Character.toString(point);
  }

  private static UnreadableSource refused(VariablesText in) {
    return in.refused(
        "'\\' begins nothing that HCL knows",
        "write \\n, \\r, \\t, \\\", \\\\, \\u and four digits, or \\U and eight");
  }
}
