package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class PlanPropertyTest {

  @Property(tries = 200)
  void a_plan_written_in_any_style_reads_back_equal(
      @ForAll long seed, @ForAll FlowStyle style, @ForAll boolean narrow) {
    var plan = new RandomPlan(seed).next();
    var settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDereferenceAliases(true)
            .setDefaultFlowStyle(style)
            .setWidth(narrow ? 30 : 200)
            .build();

    var read = Samples.valid(new Dump(settings).dumpToString(PlanTree.of(plan)));

    assertThat(
            PlanParts.plan(
                read.name(),
                read.regions(),
                read.workloads(),
                read.lab(),
                read.assess(),
                read.people(),
                plan.sha256()))
        .isEqualTo(plan);
    assertThat(List.copyOf(read.workloads().keySet()))
        .isEqualTo(List.copyOf(plan.workloads().keySet()));
  }

  /// Goal: no valid plan has what a large file is refused for before it is read to its end.
  @Property(tries = 200)
  void nothing_in_a_valid_plan_is_astray(@ForAll long seed) {
    var settings =
        DumpSettings.builder().setSchema(new CoreSchema()).setDereferenceAliases(true).build();
    var tree = PlanTree.of(new RandomPlan(seed).next());
    var text = new StringReader(new Dump(settings).dumpToString(tree));
    var mistakes = new Mistakes("p");

    var read = YamlTree.of(text, Samples.READER.shape(), 0, PlanReferences.untouched(), mistakes);

    assertThat(read).as("%s", mistakes.inOrder()).isPresent();
  }

  /// Goal: no file makes the reader throw, and each mistake points into the file.
  @Property(tries = 1000)
  void a_damaged_plan_is_valid_or_has_mistakes_inside_the_file(
      @ForAll long seed, @ForAll boolean whole) {
    var random = new Random(seed);
    var text = new StringBuilder(whole ? Samples.storefront() : Samples.smallest());
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      damage(text, random);
    }

    switch (Samples.READER.read("p", text.toString())) {
      case PlanResult.Valid(var plan) -> assertThat(plan.workloads()).isNotEmpty();
      case PlanResult.Invalid(_, var mistakes, _) -> {
        // A file that ends in a line break has one more line, in which its end stands.
        var lines = text.toString().split("\r\n|\r|\n", -1).length;
        assertThat(mistakes).allSatisfy(m -> assertThat(m.line()).isBetween(1, lines));
        assertThat(mistakes)
            .allSatisfy(m -> assertThat(m.toString()).doesNotContain("\n", "\u001b"));
      }
    }
  }

  @Property(tries = 500)
  void bytes_of_any_kind_are_valid_or_have_mistakes(@ForAll byte[] bytes) {
    assertThat(Samples.READER.read("p", bytes)).isInstanceOf(PlanResult.class);
  }

  /// Goal: whatever the reader takes, the schema takes, so an editor never warns of a good plan.
  ///
  /// Method: put a value where another was, anywhere in a whole plan, and compare the two judges.
  @Property(tries = 150)
  void the_schema_takes_whatever_the_reader_takes(@ForAll long seed) {
    var random = new Random(seed);
    var plan = PlanSchema.parsed(Samples.storefront());
    var places = new ArrayList<Runnable>();
    collect(plan, random, places);
    places.get(random.nextInt(places.size())).run();

    if (Samples.READER.read("p", plan.toString()) instanceof PlanResult.Valid) {
      assertThat(PlanSchema.faults(plan)).as(plan.toString()).isEmpty();
    }
  }

  private static void collect(JsonNode node, Random random, List<Runnable> places) {
    switch (node) {
      case ObjectNode mapping -> {
        for (var key : List.copyOf(mapping.propertyNames())) {
          places.add(() -> mapping.set(key, PlanSchema.JSON.valueToTree(value(random))));
          places.add(() -> mapping.remove(key));
          collect(mapping.get(key), random, places);
        }
        places.add(() -> mapping.set("zzz", PlanSchema.JSON.valueToTree(value(random))));
      }
      case ArrayNode list -> {
        for (int i = 0; i < list.size(); i++) {
          int index = i;
          places.add(() -> list.set(index, PlanSchema.JSON.valueToTree(value(random))));
          collect(list.get(i), random, places);
        }
        places.add(() -> list.add(PlanSchema.JSON.valueToTree(value(random))));
      }
      default -> {}
    }
  }

  private static Object value(Random random) {
    var values =
        List.of(
            0,
            1,
            -1,
            200,
            1.5,
            true,
            "",
            " ",
            "x",
            "orders",
            "images",
            "web",
            "east",
            "/x",
            "5s",
            "PT5S",
            "P",
            "PT",
            "P1D",
            "0",
            "1h30m",
            "01s",
            "50/s",
            "0/s",
            "1000/s",
            "10Mbit/s",
            "10 kB/s",
            "5 EUR",
            "0.5 EUR",
            "manual",
            "synchronous",
            "GET /{client}",
            "PUT /{client}/{number}",
            "{client}",
            List.of(),
            List.of("orders"),
            List.of(1, true),
            Map.of(),
            Map.of("a", 1));
    return values.get(random.nextInt(values.size()));
  }

  private static void damage(StringBuilder text, Random random) {
    if (text.isEmpty()) {
      return;
    }
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(12));
    switch (random.nextInt(5)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, text.substring(from, to));
      case 2 -> text.insert(from, piece(random));
      case 3 -> text.replace(from, from + 1, piece(random));
      default -> text.insert(random.nextInt(text.length()), text.substring(from, to));
    }
  }

  private static String piece(Random random) {
    var pieces =
        List.of(
            ":",
            ": ",
            "-",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "&a ",
            "*a ",
            "!!x ",
            "\"",
            "'",
            "|\n",
            ">\n",
            "\n",
            "\r",
            "\t",
            "  ",
            "#",
            " # ",
            "? ",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "%",
            "@",
            "`",
            "\u0000",
            "\uD800",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "😀",
            "\\",
            "\"\\e\"",
            "\\x",
            "<<: ",
            "~",
            "null",
            "99999999999",
            "Ω");
    return pieces.get(random.nextInt(pieces.size()));
  }
}
