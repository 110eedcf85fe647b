package dev.lifeboat.problem;

import dev.lifeboat.files.ShippedText;
import java.util.regex.Pattern;

/// What docs/problems.md says of one code, in plain text. The build copies the page beside this
/// class, and this class reads its rows, so that there is no second text that could differ.
///
/// @param section the heading that the code stands under, such as `Refused for safety`
/// @param means what the problem means
/// @param action what to do about it
public record Explanation(Code code, String section, String means, String action) {
  private static final String PAGE = "problems.md";
  private static final Pattern HEADING = Pattern.compile("## (.+)");
  private static final Pattern ROW =
      Pattern.compile("\\| `(LB\\d{4})` \\| \\d+ \\| (.+?) \\| (.+?) \\|");

  /// Where the first thing that a text says ends.
  private static final Pattern END = Pattern.compile("[.:;](\\s.*)?$", Pattern.DOTALL);

  /// A link to another page, or to a place in one.
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)]+)\\)");

  /// What the page says of `code`.
  ///
  /// @throws IllegalStateException when it has no row for it, which a test of this module excludes
  public static Explanation of(Code code) {
    var section = "";
    for (var line : page().lines().toList()) {
      var heading = HEADING.matcher(line);
      var row = ROW.matcher(line);
      if (heading.matches()) {
        section = heading.group(1);
      } else if (row.matches() && row.group(1).equals(code.name())) {
        return new Explanation(code, section, plain(row.group(2)), plain(row.group(3)));
      }
    }
    throw new IllegalStateException(PAGE + " has no row for " + code);
  }

  /// In short, and the same each time: the first thing that the page says of it.
  public String title() {
    return END.matcher(means).replaceFirst("");
  }

  /// The page as it lies in this build.
  static String page() {
    return ShippedText.beside(Explanation.class, PAGE);
  }

  /// Links become paths from the root of the checkout, code stands in single quotes.
  private static String plain(String markdown) {
    return LINK.matcher(markdown).replaceAll("docs/$1").replace('`', '\'');
  }
}
