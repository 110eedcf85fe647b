package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Goal: every text on the page can be read by people who see little contrast.
///
/// Method: the style sheet's own colours, through the formulas of WCAG 2.2, in light, dark and
/// print: 4.5 to 1 for text, 3 to 1 for what only pictures show.
final class ContrastTest {
  private static final Pattern SCHEME = Pattern.compile(":root \\{([^}]*)\\}");
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
  private static final double TEXT = 4.5;
  private static final double PICTURE = 3;

  @Test
  void text_and_pictures_reach_aa_in_light_dark_and_print() throws IOException {
    var schemes = schemes();

    assertThat(schemes).hasSize(3);
    for (var colours : schemes) {
      for (var ground : List.of("page", "panel")) {
        least(colours, "text", ground, TEXT);
        least(colours, "muted", ground, TEXT);
      }
      for (var word : List.of("good", "warn", "bad", "none")) {
        least(colours, word, word + "-bg", TEXT);
      }
      for (var mark : List.of("ack", "refused", "unknown", "mark", "step", "bad")) {
        least(colours, mark, "page", PICTURE);
      }
    }
  }

  private static void least(Map<String, Integer> colours, String on, String ground, double least) {
    assertThat(ratio(colours.get(on), colours.get(ground)))
        .as("%s on %s", on, ground)
        .isGreaterThanOrEqualTo(least);
  }

  private static List<Map<String, Integer>> schemes() throws IOException {
    var schemes = new ArrayList<Map<String, Integer>>();
    try (var in = Objects.requireNonNull(ReportFile.class.getResourceAsStream("report.css"))) {
      var css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var blocks = SCHEME.matcher(css);
      while (blocks.find()) {
        var colours = new LinkedHashMap<String, Integer>();
        var found = COLOUR.matcher(blocks.group(1));
        while (found.find()) {
          colours.put(found.group(1), Integer.valueOf(found.group(2), 16));
        }
        schemes.add(colours);
      }
    }
    return schemes;
  }

  private static double ratio(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int colour) {
    double share = (colour & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
