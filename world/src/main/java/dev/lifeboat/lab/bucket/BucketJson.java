package dev.lifeboat.lab.bucket;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes the small JSON texts of this package: one object each.
final class BucketJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private BucketJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /// @throws IllegalArgumentException if `text` is not JSON
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (tools.jackson.core.JacksonException notJson) {
      throw new IllegalArgumentException("not a JSON text: " + abbreviated(text), notJson);
    }
  }

  /// The text of a required field.
  static String text(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isString()) {
      throw new IllegalArgumentException("field '" + field + "' must be a text, was " + value);
    }
    return value.asString();
  }

  /// The whole number of a required field.
  static long number(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("field '" + field + "' must be a number, was " + value);
    }
    return value.asLong();
  }

  private static String abbreviated(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
