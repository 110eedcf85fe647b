package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Goal: docs/plan-reference.md says what the schema says, key by key.
class PlanReferenceTest {
  private record Row(String type, String byDefault, String meaning, String example) {}

  @Test
  void the_tables_are_made_of_the_keys() throws IOException {
    var made = Path.of("..", "plan", "target", "plan-reference.md");
    Files.writeString(made, new KeyDocuments(PlanSchemaTest.KNOWN, page()).page());

    assertThat(page())
        .as("copy plan/target/plan-reference.md to docs")
        .isEqualTo(Files.readString(made));
  }

  @Test
  void each_key_of_the_schema_has_its_row_and_each_row_its_key() throws IOException {
    var sections = sections();
    PlanSchema.mappings()
        .forEach((name, mapping) -> {
          var title = mapping.get("title").asString();
          assertThat(sections).containsKey(title);
          assertThat(sections.get(title).keySet())
              .as(title)
              .containsExactlyElementsOf(PlanSchema.keys(mapping));
        });
    var titles = PlanSchema.mappings().values().stream().map(m -> m.get("title").asString());
    assertThat(sections.keySet()).containsExactlyInAnyOrderElementsOf(titles.toList());
  }

  @Test
  void each_row_has_the_default_the_meaning_and_the_example_of_the_schema() throws IOException {
    var sections = sections();
    for (var mapping : PlanSchema.mappings().values()) {
      for (var property : mapping.get("properties").properties()) {
        var title = mapping.get("title").asString();
        var row = sections.get(title).get(property.getKey());
        var schema = property.getValue();
        var key = title + "." + property.getKey();
        var bounds = row.type().startsWith("duration, ") ? row.type().substring(9) + "." : "";
        assertThat(schema.get("description").asString()).as(key).isEqualTo(row.meaning() + bounds);
        if (PlanSchema.isRequired(mapping, property.getKey())) {
          assertThat(row.byDefault()).as(key).isEqualTo("**required**");
        } else if (schema.has("default")) {
          assertThat(row.byDefault()).as(key).isEqualTo("`" + written(schema.get("default")) + "`");
        } else {
          assertThat(row.byDefault()).as(key).matches("none|computed: .*");
        }
        if (schema.has("enum")) {
          for (var word : schema.get("enum")) {
            assertThat(row.type()).as(key).contains("`" + word.asString() + "`");
          }
        }
        if (schema.has("examples")) {
          var example = row.example().substring(1, row.example().length() - 1);
          assertThat(PlanSchema.parsed(example)).as(key).isEqualTo(schema.get("examples").get(0));
        }
      }
    }
  }

  private static String written(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }

  /// The rows of each section that has a table of keys, by the section's title and the row's key.
  private static Map<String, Map<String, Row>> sections() throws IOException {
    var sections = new LinkedHashMap<String, Map<String, Row>>();
    var title = "";
    for (var line : page().split("\n")) {
      if (line.startsWith("## ")) {
        title = line.substring(3);
      } else if (line.startsWith("| `")) {
        var cells = line.split(" \\| ");
        sections
            .computeIfAbsent(title, _ -> new LinkedHashMap<>())
            .put(
                cells[0].replaceAll("[|` ]", ""),
                new Row(cells[1], cells[2], cells[3], cells[4].replaceAll(" \\|$", "")));
      }
    }
    return sections;
  }

  /// The tests run in the module's folder, the page is in the repository's.
  static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "plan-reference.md"));
  }
}
