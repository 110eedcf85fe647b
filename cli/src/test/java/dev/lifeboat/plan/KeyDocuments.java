package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the schema and the tables of the reference page of the keys that the product declares. An
/// example, and how a default is computed, are taken over from the page.
final class KeyDocuments {
  /// Key, type, default, meaning, example.
  private static final Pattern ROW =
      Pattern.compile("^\\| `(.+?)` \\| (.+?) \\| (.+?) \\| .+? \\| `(.+)` \\|$");

  private static final Pattern SECTION =
      Pattern.compile("(?m)^## (.+)\\n\\n(?:`.+?` — )?((?:.+\\n)+)");

  private static final String TABLE = "|key|type|default|meaning|example|\n|---|---|---|---|---|\n";

  private static final String BASE =
      """
      name:
        description: Starts with a letter a-z, then letters a-z, digits and '-', 41 characters at most. Resource names are unique in their workload.
        type: string
        pattern: '%s'
      duration:
        description: 200ms, 5s, 15m, 4h, 1d, or ISO-8601 such as PT1H30M; zero needs no unit.
        anyOf: [ { type: string, pattern: '^(?:0|%s|%s)$' }, { const: 0 } ]
      path:
        description: "Path of a URL: starts with '/', printable ASCII without blanks."
        type: string
        pattern: '%s'
      text: { description: A text that is not blank., type: string, pattern: '\\S' }
      perRegion:
        description: A text, or a mapping from regions of the plan to texts.
        anyOf:
          - $ref: '#/$defs/text'
          - type: object
            propertyNames: { $ref: '#/$defs/name' }
            additionalProperties: { $ref: '#/$defs/text' }
      """
          .formatted(
              whole(Names.TYPE.form()),
              DurationText.WITH_UNIT,
              DurationText.ISO,
              whole(UrlPaths.TYPE.form()));

  private static final Map<String, List<String>> SCALAR =
      Map.of("type", List.of("string", "number", "boolean"));

  private record Row(String byDefault, String example) {}

  private final KeyMeanings meanings = new KeyMeanings();
  private final KeyExtensions language;
  private final String page;
  private final Map<String, Keys> mappings = new LinkedHashMap<>();

  /// @param page the reference page as it is
  KeyDocuments(List<ProviderKeys> providers, String page) {
    this.language = new KeyExtensions(providers);
    this.page = page;
    collect(PlanBinder.keys(language));
  }

  /// Each mapping with keys of its own, by the name of its definition; the plan itself is "plan".
  Map<String, Keys> mappings() {
    return mappings;
  }

  private void collect(KeyType<?> type) {
    switch (type) {
      case Keys keys -> {
        mappings.put(name(keys.title()), keys);
        keys.all().forEach(key -> collect(key.type()));
      }
      case KeyType.AnyResource _ -> ResourceBinder.ALL.forEach(it -> collect(keys(it)));
      case KeyType.Named named -> collect(named.each());
      case KeyType.Several several -> collect(several.each());
      default -> {}
    }
  }

  private Keys keys(ResourceBinder resource) {
    return language.extended(resource.keys(), resource.type());
  }

  /// The page with every table made anew.
  String page() {
    var made = page;
    for (var keys : mappings.values()) {
      var rows = rows(keys.title());
      var table =
          keys.all().stream()
              .map(key -> row(key, Optional.ofNullable(rows.get(key.name()))))
              .collect(Collectors.joining());
      var section =
          Pattern.compile(
              "(?s)(\n## " + keys.title() + "\n.*?" + Pattern.quote(TABLE) + ")(\\|[^\n]*\n)*");
      made =
          section.matcher(made).replaceFirst(it -> Matcher.quoteReplacement(it.group(1) + table));
    }
    return made;
  }

  private String row(PlanKey<?> key, Optional<Row> old) {
    var row = old.orElse(new Row("none", "example"));
    var byDefault =
        key.rule().isPresent()
            ? "**required**"
            : key.byDefault()
                .map(value -> written(key.type(), value))
                .map(it -> "`" + (it.isString() ? it.asString() : it.toString()) + "`")
                .orElse(row.byDefault().matches("computed: .*") ? row.byDefault() : "none");
    return "| `%s` | %s | %s | %s | `%s` |\n"
        .formatted(key.name(), word(key.type()), byDefault, meanings.of(key), row.example());
  }

  /// The schema: an entry a line.
  String schema() {
    var root = PlanSchema.JSON.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", "urn:lifeboat:schema:plan:1");
    root.setAll(mapping(PlanBinder.keys(language)));
    var definitions = root.putObject("$defs");
    definitions.setAll((ObjectNode) PlanSchema.parsed(BASE));
    definitions.set("resource", resource());
    mappings.forEach((name, keys) -> definitions.set(name, mapping(keys)));
    definitions.remove("plan");
    return expanded(root, "") + "\n";
  }

  private JsonNode resource() {
    var made = PlanSchema.JSON.createObjectNode();
    made.put("description", description("Resource").replaceFirst("\\. .*", "."));
    made.put("type", "object").putArray("required").add("type");
    made.putObject("properties").putObject("type").set("enum", tree(ResourceBinder.TYPES));
    var all = made.putArray("allOf");
    for (var binder : ResourceBinder.ALL) {
      var one = all.addObject();
      one.putObject("if").set("properties", tree(Map.of("type", Map.of("const", binder.type()))));
      one.withObject("/if").set("required", tree(List.of("type")));
      one.set("then", schema(keys(binder)));
    }
    return made;
  }

  private ObjectNode mapping(Keys keys) {
    var made = PlanSchema.JSON.createObjectNode();
    made.put("title", keys.title());
    made.put("description", description(keys.title()));
    made.put("type", "object").put("additionalProperties", false);
    var required =
        keys.all().stream().filter(key -> key.rule().isPresent()).map(PlanKey::name).toList();
    if (!required.isEmpty()) {
      made.set("required", tree(required));
    }
    var rows = rows(keys.title());
    var properties = made.putObject("properties");
    for (var key : keys.all()) {
      var property = schema(key.type());
      property.put("description", meanings.of(key) + bounds(key.type()));
      Optional.ofNullable(rows.get(key.name()))
          .ifPresent(row -> property.putArray("examples").add(PlanSchema.parsed(row.example())));
      key.byDefault().ifPresent(value -> property.set("default", written(key.type(), value)));
      properties.set(key.name(), property);
    }
    return made;
  }

  private static String bounds(KeyType<?> type) {
    return type instanceof KeyType.Span span ? " " + span.bounds() + "." : "";
  }

  private static ObjectNode schema(KeyType<?> type) {
    var made = PlanSchema.JSON.createObjectNode();
    return switch (type) {
      case Keys keys -> reference(name(keys.title()));
      case KeyType.AnyResource _ -> reference("resource");
      case KeyType.Places _ -> reference("perRegion");
      case KeyType.Span _ -> reference("duration");
      case KeyType.Truth _ -> made.put("type", "boolean");
      case KeyType.Whole(var least, var most) ->
          made.put("type", "integer").put("minimum", least).put("maximum", most);
      case KeyType.Word(var words) ->
          words.size() == 1 ? made.put("const", words.getFirst()) : made.set("enum", tree(words));
      case KeyType.Choice<?> choice -> made.set("enum", tree(words(choice)));
      case KeyType.Template _ -> made.put("type", "string").put("pattern", "\\{client\\}");
      case KeyType.Quantity<?> it ->
          made.put("type", "string").put("pattern", whole(it.text().form()));
      case KeyType.Text<?> it -> text(it);
      case KeyType.Named(var each, var least, var most) -> {
        made.put("type", "object");
        if (least > 0) {
          made.put("minProperties", least);
        }
        if (most < Integer.MAX_VALUE) {
          made.put("maxProperties", most);
        }
        made.set("propertyNames", reference("name"));
        yield made.set("additionalProperties", schema(each));
      }
      case KeyType.Several(var each, var least, var most) -> {
        made.put("type", "array");
        if (least > 0) {
          made.put("minItems", least);
        }
        if (most < Integer.MAX_VALUE) {
          made.put("maxItems", most);
        }
        if (each instanceof KeyType.Text<?>) {
          made.put("uniqueItems", true);
        }
        yield made.set("items", schema(each));
      }
      case KeyType.Texts(_, var least) -> {
        made.put("type", "array");
        if (least > 0) {
          made.put("minItems", least);
        }
        yield made.set("items", reference("text"));
      }
      case KeyType.Arguments _ -> {
        made.put("type", "array").put("minItems", 1);
        made.putArray("prefixItems").add(reference("text"));
        yield made.set("items", tree(SCALAR));
      }
      case KeyType.Variables _ -> {
        made.put("type", "object").set("propertyNames", text(ServiceBinder.VARIABLE));
        yield made.set("additionalProperties", tree(SCALAR));
      }
    };
  }

  private static ObjectNode text(KeyType.Text<?> text) {
    if (text == Names.TYPE || text == UrlPaths.TYPE || text.form() == KeyType.Text.ANY) {
      return reference(text.word());
    }
    return PlanSchema.JSON
        .createObjectNode()
        .put("type", "string")
        .put("pattern", whole(text.form()));
  }

  private static ObjectNode reference(String name) {
    return PlanSchema.JSON.createObjectNode().put("$ref", "#/$defs/" + name);
  }

  /// What the column of types has.
  private static String word(KeyType<?> type) {
    return switch (type) {
      case Keys keys -> "[%s](#%s)".formatted(keys.title(), name(keys.title()));
      case KeyType.AnyResource _ -> "[Resource](#resource)";
      case KeyType.Places _ -> "text, or mapping of regions to texts";
      case KeyType.Span span -> "duration, " + span.bounds();
      case KeyType.Truth _ -> "`true` · `false`";
      case KeyType.Whole whole -> "whole number, " + whole.bounds();
      case KeyType.Word(var words) -> "`" + String.join("` · `", words) + "`";
      case KeyType.Choice<?> choice -> "`" + String.join("` · `", words(choice)) + "`";
      case KeyType.Template _ -> "text with `{client}`";
      case KeyType.Quantity<?> quantity -> quantity.text().word();
      case KeyType.Text<?> text -> text.word();
      case KeyType.Named(var each, _, _) -> "mapping of names to " + words(each);
      case KeyType.Several(var each, _, _) -> "list of " + words(each);
      case KeyType.Texts _, KeyType.Arguments _ -> "list of texts";
      case KeyType.Variables _ -> "mapping of variables to texts";
    };
  }

  private static String words(KeyType<?> each) {
    return switch (each) {
      case Keys _, KeyType.AnyResource _ -> word(each);
      default -> word(each).replaceFirst("^[a-z ]*[a-z](?= of )|^[a-z ]+", "$0s");
    };
  }

  private static List<String> words(KeyType.Choice<?> choice) {
    return choice.allowed().stream().map(WordedChoice::word).toList();
  }

  private static JsonNode written(KeyType<?> type, Object value) {
    return tree(
        switch (value) {
          case Duration duration -> DurationText.of(duration);
          case WordedChoice choice -> choice.word();
          case Integer rate when type == QuantityText.RATE -> rate + "/s";
          case Integer perMille when type == QuantityText.PERCENT -> perMille / 10 + "%";
          default -> value;
        });
  }

  private static JsonNode tree(Object value) {
    return PlanSchema.JSON.valueToTree(value);
  }

  /// Java finds the form as the whole text, a schema anywhere in it.
  private static String whole(Pattern form) {
    return "^(?:" + form + ")$";
  }

  /// As the page's anchor.
  private static String name(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private String description(String title) {
    return SECTION
        .matcher(page)
        .results()
        .filter(it -> it.group(1).equals(title))
        .map(it -> it.group(2).strip().replace('\n', ' ').replaceFirst(" See \\[.*", ""))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the page lacks the section " + title));
  }

  private Map<String, Row> rows(String title) {
    var rows = new LinkedHashMap<String, Row>();
    var section = page.split("(?m)^## " + title + "$", 2)[1].split("(?m)^## ", 2)[0];
    for (var line : section.split("\n")) {
      var cells = ROW.matcher(line);
      if (cells.matches()) {
        rows.put(cells.group(1), new Row(cells.group(3), cells.group(4)));
      }
    }
    return rows;
  }

  /// Mappings are spread out, each of their entries has a line.
  private static String expanded(JsonNode node, String indent) {
    return node.properties().stream()
        .map(it -> {
          boolean spread =
              List.of("properties", "$defs").contains(it.getKey()) || it.getValue().has("title");
          var inner = spread ? expanded(it.getValue(), indent + "  ") : it.getValue().toString();
          return indent + "  " + tree(it.getKey()) + ": " + inner;
        })
        .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
  }
}
