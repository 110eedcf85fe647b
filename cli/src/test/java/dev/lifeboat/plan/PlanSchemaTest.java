package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.lab.plan.LabKeys;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Goal: schema and reader agree, so that an editor never praises what the tool refuses for its
/// form, and knows every key.
class PlanSchemaTest {
  static final List<ProviderKeys> KNOWN = List.of(new LabKeys(), new AwsKeys());
  private static final PlanReader READER = new PlanReader(KNOWN);

  /// What must be there where no tier gives it.
  private static final Set<String> UNLESS_OF_A_TIER = Set.of("objectives", "rto", "rpo");

  /// What takes more than the form of one value to see: names, sums, order, YAML itself.
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          "a repeated key",
          "a text that would colour the terminal",
          "a duration of zero where none is meant",
          "a duration beyond ten years",
          "a required key is missing",
          "a make that no lab has",
          "two primary regions",
          "no recovery region",
          "a region too many",
          "the lab's own region",
          "no such store",
          "a resource of the wrong type",
          "traffic to a database",
          "a second traffic",
          "a name that S3 refuses",
          "probes too close",
          "a maximum in no time",
          "a cool-down without end",
          "shares that go down",
          "shares that stop short",
          "a workload that waits for itself",
          "a workload that is not there",
          "a workload that misses itself",
          "a third party that is a workload",
          "steps that go down",
          "a penalty of another currency",
          "a month twice",
          "workloads that wait for each other",
          "a name that two workloads have, from outside",
          "a name over the plan that another resource has",
          "a link with a region that is not there",
          "a second link of a pair",
          "a write that tells no number",
          "a canary on a bucket that is none",
          "a canary on a database that is not there",
          "a canary with a table of its own and a write of the front door",
          "an acceptance of what is not found",
          "a place of a region that is not there",
          "people of a workload that is not there",
          "a tier that nobody has",
          "a tier of one's own without an RPO",
          "drills more often than daily",
          "a window that never opens",
          "a vault that is not there",
          "a vault that is nearly there",
          "a copy in the vault itself",
          "a backup kept for an hour",
          "files that are named without a folder",
          "a key that is no word",
          "an alias",
          "an anchor",
          "a tag",
          "a tab",
          "a bracket that is not closed",
          "a brace that is not closed",
          "a quote that is not closed",
          "a text behind a quote",
          "a colon that is missing",
          "a blank that is missing after a colon",
          "a key indented less than its neighbours",
          "a key indented more than its neighbours",
          "a text with a colon",
          "a list on the line of its key",
          "a sign that begins no text",
          "a backslash in double quotes",
          "a second document",
          "nesting without end");

  @Test
  void the_reader_and_the_schema_know_the_same_keys() throws IOException {
    var reader = new LinkedHashMap<String, List<String>>();
    new KeyDocuments(KNOWN, PlanReferenceTest.page())
        .mappings()
        .forEach((name, keys) -> reader.put(name, keys.names()));

    var schema = new LinkedHashMap<String, List<String>>();
    PlanSchema.mappings().forEach((name, mapping) -> schema.put(name, PlanSchema.keys(mapping)));
    assertThat(schema).containsExactlyInAnyOrderEntriesOf(reader);
  }

  @Test
  void the_schema_is_made_of_the_keys() throws IOException {
    var made = Path.of("..", "plan", "target", "plan.schema.json");
    Files.writeString(made, new KeyDocuments(KNOWN, PlanReferenceTest.page()).schema());

    assertThat(Samples.text("plan.schema.json"))
        .as("copy plan/target/plan.schema.json to plan/src/main/resources/dev/lifeboat/plan")
        .isEqualTo(Files.readString(made));
  }

  @Test
  void every_mapping_refuses_other_keys_and_every_key_explains_itself() {
    PlanSchema.mappings()
        .forEach((name, mapping) -> {
          assertThat(mapping.has("title")).as(name).isTrue();
          for (var property : mapping.get("properties").properties()) {
            var schema = property.getValue();
            var key = name + "." + property.getKey();
            assertThat(schema.has("description")).as(key).isTrue();
            assertThat(schema.has("examples") || schema.has("const")).as(key).isTrue();
          }
        });
  }

  @Test
  void the_schema_takes_the_plans_that_the_reader_takes() {
    for (var plan : List.of(Samples.storefront(), Samples.smallest())) {
      Samples.valid(READER, plan);
      assertNothingAstray(plan);
      assertThat(PlanSchema.faults(PlanSchema.parsed(plan))).isEmpty();
    }
  }

  /// No valid plan has what a large file is refused for before it is read to its end.
  private static void assertNothingAstray(String plan) {
    var mistakes = new Mistakes("p");
    var read =
        YamlTree.of(
            new StringReader(plan), READER.shape(), 0, PlanReferences.untouched(), mistakes);
    assertThat(read).as("%s", mistakes.inOrder()).isPresent();
  }

  @Test
  void writing_every_default_out_changes_nothing() {
    for (var plan : List.of(Samples.storefront(), Samples.smallest())) {
      var written = PlanSchema.withDefaults(PlanSchema.parsed(plan));

      assertThat(written.toString()).isNotEqualTo(PlanSchema.parsed(plan).toString());
      assertThat(PlanSchema.faults(written)).isEmpty();
      assertThat(Samples.valid(READER, written.toString()))
          .usingRecursiveComparison()
          .ignoringFields("sha256")
          .isEqualTo(Samples.valid(READER, plan));
    }
  }

  /// The golden set of wrong plans, by the reader of the product.
  @ParameterizedTest
  @MethodSource("dev.lifeboat.plan.MistakeCase#all")
  void each_mistake_is_told_as_ever(MistakeCase mistake) {
    assertThat(Samples.mistakes(READER, "p", mistake.yaml()).lines())
        .containsExactlyElementsOf(mistake.told().stream().map(told -> "p:" + told).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dr-lab-backup-restore",
        "dr-lab-warm-standby",
        "ecommerce-warm-standby",
        "lamp-pilot-light",
        "saas-tiers"
      })
  void the_examples_on_aws_are_valid_and_the_schema_takes_them(String name) throws IOException {
    var example = Files.readString(Path.of("..", "examples", name, "lifeboat.yaml"));

    Samples.valid(READER, example);
    assertNothingAstray(example);
    assertThat(PlanSchema.faults(PlanSchema.parsed(example))).isEmpty();
    var written = PlanSchema.withDefaults(PlanSchema.parsed(example));
    assertThat(Samples.valid(READER, written.toString()))
        .usingRecursiveComparison()
        .ignoringFields("sha256")
        .isEqualTo(Samples.valid(READER, example));
    assertNothingAstray(written.toString());
  }

  @ParameterizedTest
  @EnumSource(Database.Engine.class)
  void the_schema_takes_what_only_aws_reads(Database.Engine engine) throws IOException {
    var role = "arn:aws:iam::123456789012:role/dr/lifeboat";
    var text =
        Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"))
            .replace("region: us-west-2 }", "region: us-west-2, assumeRole: \"" + role + "\" }")
            .replace("engine: postgresql", "engine: " + engine.word());

    assertThat(PlanSchema.faults(PlanSchema.parsed(text))).isEmpty();
    Samples.valid(READER, text);
  }

  @Test
  void an_accelerator_anywhere_else_is_told() {
    var before = Samples.storefront();
    assertThat(before).contains("to: web");
    assertThat(
            Samples.mistakes(READER, "p", before.replace("to: web", "to: web, mode: accelerator")))
        .contains("is led by an accelerator, which only AWS has; write 'mode: dns'");
  }

  @Test
  void a_command_for_the_lab_in_a_plan_of_the_lab_is_told() {
    var before = Samples.storefront();
    assertThat(before).contains("ready: /dbcheck");
    assertThat(
            Samples.mistakes(
                READER, "p", before.replace("ready: /dbcheck", "lab: { run: [true] }")))
        .contains(
            "workloads.shop.resources.web says under 'lab' how a lab runs it, and its regions are a"
                + " lab's; write it as 'run'");
  }

  static List<MistakeCase> forms() {
    return MistakeCase.all().stream()
        .filter(mistake -> !BEYOND_A_SCHEMA.contains(mistake.title()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void the_schema_refuses_what_the_reader_refuses_for_its_form(MistakeCase mistake) {
    assertThat(PlanSchema.faults(PlanSchema.parsed(mistake.yaml()))).isNotEmpty();
  }

  @Test
  void the_list_of_what_no_schema_sees_names_only_cases_that_exist() {
    assertThat(MistakeCase.all().stream().map(MistakeCase::title).toList())
        .doesNotHaveDuplicates()
        .containsAll(BEYOND_A_SCHEMA);
  }

  @Test
  void each_word_of_the_schema_is_a_word_of_the_reader() {
    var workload = PlanSchema.mappings().get("workload").get("properties");
    assertWords(workload.get("criticality"), Criticality.values());
    assertWords(workload.get("strategy"), Strategy.values());
    var mappings = PlanSchema.mappings();
    assertWords(mappings.get("region").at("/properties/role"), Region.Role.values());
    assertWords(mappings.get("canary").at("/properties/basis"), Canary.Basis.values());
    assertWords(mappings.get("database").at("/properties/replication"), Replication.values());
    assertWords(
        mappings.get("bucket").at("/properties/replication"),
        BucketBinder.REPLICATIONS.toArray(WordedChoice[]::new));
    assertWords(mappings.get("traffic").at("/properties/mode"), Traffic.Mode.values());
    assertWords(mappings.get("backup").at("/properties/class"), DataClass.values());
    assertWords(
        mappings.get("failover").at("/properties/trigger"), FailoverPolicy.Trigger.values());
    assertThat(words(mappings.get("region").at("/properties/provider")))
        .isEqualTo(List.of("lab", "aws"));
    assertWords(mappings.get("database").at("/properties/engine"), Database.Engine.values());
    assertThat(words(PlanSchema.ROOT.at("/$defs/resource/properties/type")))
        .isEqualTo(ResourceBinder.TYPES);
  }

  private static void assertWords(JsonNode schema, WordedChoice[] words) {
    assertThat(words(schema)).isEqualTo(Arrays.stream(words).map(WordedChoice::word).toList());
  }

  private static List<String> words(JsonNode schema) {
    return schema.get("enum").valueStream().map(word -> word.asString()).toList();
  }

  /// A key that the schema requires is told by the reader, and one that it does not is not.
  @Test
  void the_reader_requires_what_the_schema_requires() {
    var whole = PlanSchema.withDefaults(PlanSchema.parsed(Samples.storefront())).toString();
    Map.of(
            "plan", "",
            "region", "/regions/east",
            "workload", "/workloads/shop",
            "objectives", "/workloads/shop/objectives",
            "database", "/workloads/shop/resources/orders",
            "service", "/workloads/shop/resources/web",
            "traffic", "/workloads/shop/resources/entry",
            "link", "/lab/links/0",
            "canary-rows", "/lab/canary/rows",
            "canary-objects", "/lab/canary/objects")
        .forEach((name, pointer) -> {
          var mapping = PlanSchema.mappings().get(name);
          for (var key : PlanSchema.keys(mapping)) {
            var plan = PlanSchema.JSON.readTree(whole);
            ((ObjectNode) plan.at(pointer)).remove(key);
            assertThat(
                    Samples.mistakes(READER, "p", plan.toString())
                        .contains("lacks the key '" + key))
                .as("%s without %s", name, key)
                .isEqualTo(PlanSchema.isRequired(mapping, key) || UNLESS_OF_A_TIER.contains(key));
          }
        });
  }
}
