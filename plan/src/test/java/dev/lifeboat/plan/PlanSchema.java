package dev.lifeboat.plan;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// The published schema, judged by a validator that is not ours.
final class PlanSchema {
  static final ObjectMapper JSON = new ObjectMapper();
  static final JsonNode ROOT = JSON.readTree(Samples.text("plan.schema.json"));

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(ROOT);

  private PlanSchema() {}

  /// What the validator finds wrong; empty for a valid plan.
  static List<String> faults(JsonNode plan) {
    return SCHEMA.validate(plan).stream().map(Object::toString).collect(Collectors.toList());
  }

  static JsonNode parsed(String yaml) {
    var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return JSON.valueToTree(new Load(settings).loadFromString(yaml));
  }

  /// Every mapping with keys of its own, by the name of its definition; the plan itself is "plan".
  static Map<String, JsonNode> mappings() {
    var mappings = new LinkedHashMap<String, JsonNode>();
    mappings.put("plan", ROOT);
    ROOT.get("$defs")
        .properties()
        .forEach(definition -> {
          if (definition.getValue().has("additionalProperties")) {
            mappings.put(definition.getKey(), definition.getValue());
          }
        });
    return mappings;
  }

  static List<String> keys(JsonNode mapping) {
    return List.copyOf(mapping.get("properties").propertyNames());
  }

  static boolean isRequired(JsonNode mapping, String key) {
    return mapping.has("required")
        && mapping.get("required").valueStream().anyMatch(name -> name.asString().equals(key));
  }

  static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? ROOT.at(schema.get("$ref").asString().substring(1)) : schema;
  }

  /// The plan with every default of the schema written out where its key is left out.
  static JsonNode withDefaults(JsonNode plan) {
    var copy = plan.deepCopy();
    fill(copy, ROOT);
    if (plan.has("canary") && !plan.has("lab")) {
      ((ObjectNode) copy).remove("lab"); // Only one of the two may have a canary.
    }
    return copy;
  }

  private static void fill(JsonNode value, JsonNode schemaOrRef) {
    var schema = resolved(schemaOrRef);
    if (schema.has("allOf")) {
      schema = ROOT.get("$defs").get(value.get("type").asString());
    }
    if (value instanceof ObjectNode mapping) {
      if (schema.has("properties")) {
        for (var property : schema.get("properties").properties()) {
          if (!mapping.has(property.getKey()) && property.getValue().has("default")) {
            mapping.set(property.getKey(), property.getValue().get("default").deepCopy());
          }
          if (mapping.has(property.getKey())) {
            fill(mapping.get(property.getKey()), property.getValue());
          }
        }
      } else if (schema.path("additionalProperties").has("$ref")) {
        for (var child : mapping) {
          fill(child, schema.get("additionalProperties"));
        }
      }
    } else if (value.isArray() && schema.has("items")) {
      for (var item : value) {
        fill(item, schema.get("items"));
      }
    }
  }
}
