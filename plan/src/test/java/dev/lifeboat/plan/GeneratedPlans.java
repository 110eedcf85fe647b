package dev.lifeboat.plan;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Texts of plans out of a seed: some valid, some with one or a few keys and values that are wrong,
/// some no plan at all.
public final class GeneratedPlans {
  /// None has a word in it that no answer may have: an answer quotes what is wrong.
  private static final List<String> WRONG =
      List.of(
          "~",
          "''",
          "-1",
          "0",
          "9999999999999999999",
          "1e999",
          ".nan",
          "true",
          "[]",
          "{}",
          "[1, {a: b}]",
          "2026-11-20",
          "PT5M",
          "90000d",
          "../../x",
          "\"\\u0000\"",
          "\"\\u001b[31m\"",
          "*none",
          "!!str x",
          "é€😀",
          "{client}",
          "'; drop table orders; --",
          "$HOME",
          "<script>");

  private final Random random;

  public GeneratedPlans(long seed) {
    this.random = new Random(seed);
  }

  /// A plan of one of the kinds of providers, as it might be typed.
  ///
  /// @param samples plans that are valid
  public String next(String... samples) {
    return switch (random.nextInt(4)) {
      case 0 -> generated();
      case 1 -> damaged(generated());
      case 2 -> damaged(samples[random.nextInt(samples.length)]);
      default -> cut(samples[random.nextInt(samples.length)]);
    };
  }

  private String generated() {
    var settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDereferenceAliases(true)
            .setDefaultFlowStyle(random.nextBoolean() ? FlowStyle.BLOCK : FlowStyle.AUTO)
            .build();
    Map<String, Object> tree = PlanTree.of(new RandomPlan(random.nextLong()).next());
    return new Dump(settings).dumpToString(tree);
  }

  /// Puts something else where a value stands, once to three times.
  private String damaged(String text) {
    var lines = text.split("\n");
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(lines.length);
      var line = lines[at];
      var wrong = WRONG.get(random.nextInt(WRONG.size()));
      int colon = line.indexOf(": ");
      lines[at] =
          switch (random.nextInt(4)) {
            case 0 -> colon < 0 ? line + wrong : line.substring(0, colon + 2) + wrong;
            case 1 -> colon < 0 ? wrong : line.replaceFirst("\\w+:", "nosuchkey:");
            case 2 -> "";
            default -> line + "\n" + line;
          };
    }
    return String.join("\n", lines) + "\n";
  }

  /// Leaves out what follows a place, or turns one byte into another.
  private String cut(String text) {
    int at = random.nextInt(text.length());
    return random.nextInt(3) == 0
        ? text.substring(0, at)
        : text.substring(0, at) + (char) (1 + random.nextInt(126)) + text.substring(at + 1);
  }
}
