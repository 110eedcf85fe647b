package dev.lifeboat.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The published schemas, judged by a validator that is not ours.
public final class Schemas {
  static final Path FOLDER = Path.of("src/main/resources/dev/lifeboat/cli/schema");
  static final String SUFFIX = ".schema.json";

  private Schemas() {}

  /// The names in `schemas.txt`, such as `check`.
  static List<String> listed() throws IOException {
    return Files.readAllLines(FOLDER.resolve("schemas.txt"));
  }

  static Path file(String name) {
    return FOLDER.resolve(name + SUFFIX);
  }

  /// What is wrong with a document by the schema that it names itself; empty when nothing is.
  public static List<String> mistakes(JsonNode document) {
    var named = document.path("schema").asString("");
    if (!named.matches("lifeboat\\.[a-z-]+/v1")) {
      return List.of("the document has no 'schema' of ours: '" + named + "'");
    }
    var name = named.substring("lifeboat.".length(), named.length() - "/v1".length());
    return mistakes(name, document);
  }

  private static List<String> mistakes(String name, JsonNode document) {
    try (var schema = Main.class.getResourceAsStream("schema/" + name + SUFFIX)) {
      if (schema == null) {
        return List.of("no schema is published for 'lifeboat.%s/v1'".formatted(name));
      }
      var text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text, InputFormat.JSON)
          .validate(
              document.toString(),
              InputFormat.JSON,
              execution ->
                  execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
          .stream()
          .map(Object::toString)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
