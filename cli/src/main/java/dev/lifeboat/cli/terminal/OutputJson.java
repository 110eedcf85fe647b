package dev.lifeboat.cli.terminal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON on standard output and in a run's folder: one line, times in RFC 3339 and UTC.
public final class OutputJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private OutputJson() {}

  public static String line(Object document) {
    return MAPPER.writeValueAsString(document);
  }

  /// Over several lines, for people and for tools that take it as it is.
  public static String pretty(Object document) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  public static byte[] bytes(Object document) {
    return MAPPER.writeValueAsBytes(document);
  }

  /// As a part of a document.
  public static JsonNode tree(Object part) {
    return MAPPER.valueToTree(part);
  }

  /// Reads one document.
  ///
  /// @throws tools.jackson.core.JacksonException when the text is no JSON
  public static JsonNode read(byte[] text) {
    return MAPPER.readTree(text);
  }
}
