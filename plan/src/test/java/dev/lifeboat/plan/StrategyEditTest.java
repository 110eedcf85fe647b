package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class StrategyEditTest {
  private static final Map<String, Strategy> PILOT = Map.of("shop", Strategy.PILOT_LIGHT);

  @Test
  void one_word_changes_and_comments_stay() {
    var before =
        Samples.storefront().replace("strategy: warm-standby", "strategy: warm-standby # why");

    assertThat(written(before, PILOT))
        .hasValue(before.replace("strategy: warm-standby #", "strategy: pilot-light #"));
  }

  @Test
  void what_is_left_out_gets_a_line_of_its_own() {
    var before = Samples.storefront().replace("    strategy: warm-standby\n", "");

    assertThat(written(before, PILOT))
        .hasValue(before.replace("    owner:", "    strategy: pilot-light\n    owner:"));
  }

  @Test
  void a_mapping_in_braces_gets_it_first() {
    var text =
        """
        plan: "p" # 😀
        regions: { a: {}, b: {} }
        workloads: { shop: { objectives: { rto: 1h, rpo: 0 }, resources: { d: { type: database } } } }
        """;

    assertThat(written(text, Map.of("shop", Strategy.WARM_STANDBY)))
        .hasValue(text.replace("shop: { ", "shop: { strategy: warm-standby, "));
  }

  /// As JSON has it.
  @ParameterizedTest
  @ValueSource(strings = {"'", "\""})
  void a_word_in_quotes_keeps_them(String quote) {
    var before =
        Samples.storefront()
            .replace("strategy: warm-standby", "strategy: " + quote + "warm-standby" + quote);

    assertThat(written(before, PILOT))
        .hasValue(before.replace(quote + "warm-standby", quote + "pilot-light"));
  }

  @Test
  void json_stays_json() {
    var text =
        """
        { "plan": "p", "regions": { "a": {}, "b": {} }, "workloads": { "shop": {
          "objectives": { "rto": "1h", "rpo": 0 }, "resources": { "d": { "type": "database" } } } } }
        """;

    assertThat(written(text, Map.of("shop", Strategy.WARM_STANDBY)))
        .hasValue(
            text.replace("  \"objectives\"", "  \"strategy\": \"warm-standby\", \"objectives\""));
  }

  @Test
  void lines_end_as_the_others_do() {
    var before =
        Samples.storefront().replace("    strategy: warm-standby\n", "").replace("\n", "\r\n");

    assertThat(written(before, PILOT))
        .hasValue(before.replace("    owner:", "    strategy: pilot-light\r\n    owner:"));
  }

  /// What an edit of a place that was mistaken would change is seen, wherever it is.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate: 50/s | rate: 51/s",
        "owner: payments | owner: others",
        "rpo: 5m | rpo: 6m",
        "latency: 20ms | latency: 21ms",
        "serving: 2 | serving: 3",
        "'lab:' | 'assess: { growth: 1% }\nlab:'"
      })
  void a_plan_that_says_anything_else_is_another(String what, String by) {
    var before = Samples.storefront();
    assertThat(before).contains(what);

    var made = before.replace("strategy: warm-standby", "strategy: pilot-light");

    assertThat(isBefore(before, made)).isTrue();
    assertThat(isBefore(before, made.replace(what, by))).isFalse();
  }

  private static boolean isBefore(String before, String made) {
    return Samples.READER.isBefore(
        before.getBytes(StandardCharsets.UTF_8), made.getBytes(StandardCharsets.UTF_8), PILOT);
  }

  /// Goal: in whatever style a plan is written, it is changed in nothing else, or not at all.
  @Property(tries = 100)
  void any_style_is_changed_rightly_or_refused(
      @ForAll long seed, @ForAll FlowStyle style, @ForAll Strategy strategy) {
    var plan = new RandomPlan(seed).next();
    var settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDereferenceAliases(true)
            .setDefaultFlowStyle(style)
            .build();
    var text = new Dump(settings).dumpToString(PlanTree.of(plan));
    var name = plan.workloads().keySet().iterator().next();

    var made = written(text, Map.of(name, strategy)).map(Samples::valid);

    assertThat(made)
        .hasValueSatisfying(it -> {
          assertThat(it.workload(name).strategy()).isEqualTo(strategy);
          plan.workloads().values().stream()
              .filter(other -> !other.name().equals(name))
              .forEach(other -> assertThat(it.workload(other.name())).isEqualTo(other));
        });
  }

  private static Optional<String> written(String text, Map<String, Strategy> strategies) {
    return Samples.READER
        .withStrategies(text.getBytes(StandardCharsets.UTF_8), strategies)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
