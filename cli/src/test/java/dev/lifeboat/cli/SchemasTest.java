package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lifeboat.cli.terminal.OutputJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Goal: every JSON document of the product is published: it has a schema, and docs/json.md a row.
///
/// Method: names such as `lifeboat.check/v1` are looked for in the product's sources; so a document
/// that somebody adds is named here before it is missed elsewhere.
class SchemasTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/json.md");
  private static final Pattern NAMED = Pattern.compile("\"lifeboat\\.([a-z-]+)/v1\"");
  private static final Pattern ROW = Pattern.compile("^\\| \\[?`lifeboat\\.([a-z-]+)/v1`.*");

  static List<String> listed() throws IOException {
    return Schemas.listed();
  }

  @Test
  @Tag("invariant-43")
  void every_document_in_the_sources_has_a_schema_and_a_row() throws IOException {
    var published = new TreeSet<>(Schemas.listed());
    published.addAll(rows("## Files"));

    assertThat(documents().entrySet())
        .as(
            """
            documents that are not published. For each `lifeboat.NAME/v1`:
              1. write cli/%s
              2. add the line NAME to schemas.txt beside it
              3. add its row to docs/json.md
              4. add rows to contract.txt for the command that prints it
            A file that no command prints needs only a row under "Files" of docs/json.md.\
            """
                .formatted(Schemas.file("NAME")))
        .filteredOn(document -> !published.contains(document.getKey()))
        .isEmpty();
  }

  @Test
  void the_list_the_files_and_the_page_agree() throws IOException {
    var listed = Schemas.listed();
    try (var files = Files.list(Schemas.FOLDER)) {
      var names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(Schemas.SUFFIX))
              .map(name -> name.substring(0, name.length() - Schemas.SUFFIX.length()))
              .sorted()
              .toList();
      assertThat(listed).as("schemas.txt, in alphabetical order").isEqualTo(names);
    }
    assertThat(rows("## Documents")).as("rows of docs/json.md").isEqualTo(listed);
    assertThat(Files.readString(PAGE))
        .as("a row leads to its schema")
        .contains(
            listed.stream()
                .map(name -> "](../cli/%s)".formatted(Schemas.file(name)))
                .toArray(String[]::new));
  }

  /// Of two entries of one name some readers keep the first, others the last.
  @ParameterizedTest
  @MethodSource("listed")
  void a_schema_has_no_name_twice_in_an_object(String name) {
    var strict =
        JsonMapper.builder(
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .build();

    assertThatCode(() -> strict.readTree(Files.readAllBytes(Schemas.file(name))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("listed")
  void a_schema_names_its_document_and_lets_objects_grow(String name) throws IOException {
    var schema = OutputJson.read(Files.readAllBytes(Schemas.file(name)));

    assertThat(schema.path("$id").asString()).isEqualTo("urn:lifeboat:schema:" + name + ":v1");
    assertThat(schema.at("/properties/schema/const").asString())
        .isEqualTo("lifeboat." + name + "/v1");
    assertThat(schema.path("required").valueStream().map(JsonNode::asString)).contains("schema");
    assertThat(schema.path("title").asString()).isNotBlank();
    assertThat(closed(schema)).as("objects may gain fields, so no schema may refuse one").isEmpty();
    assertThat(
            Schemas.mistakes(
                OutputJson.read(
                    ("{\"schema\":\"lifeboat.%s/v1\"}".formatted(name))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .as("a schema that takes a document without its fields checks nothing")
        .isNotEmpty();
  }

  private static List<String> closed(JsonNode schema) {
    return Stream.of("additionalProperties", "unevaluatedProperties")
        .filter(key -> schema.findValues(key).stream().anyMatch(it -> it.isBoolean()))
        .toList();
  }

  /// Each document that the product's sources name, with the first file that does.
  private static Map<String, Path> documents() throws IOException {
    var found = new TreeMap<String, Path>();
    try (var files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .forEach(file ->
              NAMED
                  .matcher(text(file))
                  .results()
                  .forEach(it -> found.putIfAbsent(it.group(1), ROOT.relativize(file))));
    }
    assertThat(found).as("else nothing was looked at").containsKeys("check", "drill");
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The documents of the table below that heading of docs/json.md.
  private static List<String> rows(String heading) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .map(ROW::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(row -> row.group(1))
        .toList();
  }
}
