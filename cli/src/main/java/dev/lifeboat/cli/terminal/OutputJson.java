package dev.lifeboat.cli.terminal;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON on standard output and in a run's folder: one line, times in RFC 3339 and UTC.
public final class OutputJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private OutputJson() {}

  public static String line(Object document) {
    return MAPPER.writeValueAsString(document);
  }

  /// Writes a document as it is made, and ends its line.
  ///
  /// @param to is left open
  public static void writeLine(Object document, Writer to) {
    write(document, to, json -> json);
    new PrintWriter(to).append('\n').flush();
  }

  /// Writes a document as it is made. One that fails half way ends there: nobody takes it for
  /// whole.
  ///
  /// @param to is left open
  /// @param through what stands before it
  static void write(Object document, Writer to, UnaryOperator<JsonGenerator> through) {
    var writer =
        MAPPER
            .writer()
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .without(StreamWriteFeature.AUTO_CLOSE_CONTENT);
    try (var json = through.apply(writer.createGenerator(to))) {
      writer.writeValue(json, document);
    }
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
