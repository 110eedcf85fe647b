package dev.lifeboat.cli.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Content of a file, as data.
///
/// @param kind such as `journal`
/// @param whole false where a crash left its last append unfinished
/// @param torn where; null when it is whole
/// @param content as the schema has it for each kind
/// @param lines the same for people
@JsonInclude(JsonInclude.Include.ALWAYS)
record InspectionDocument(
    String schema,
    String file,
    String kind,
    boolean whole,
    @Nullable FileBreak torn,
    JsonNode content,
    @JsonIgnore List<String> lines) {

  static InspectionDocument whole(InspectedFile of, JsonNode content, List<String> lines) {
    return of(of, null, content, lines);
  }

  static InspectionDocument torn(
      InspectedFile of, JsonNode content, FileBreak torn, List<String> lines) {
    return of(of, torn, content, Stream.concat(lines.stream(), Stream.of(torn.phrase())).toList());
  }

  private static InspectionDocument of(
      InspectedFile of, @Nullable FileBreak torn, JsonNode content, List<String> lines) {
    var kind = of.kind().word();
    return new InspectionDocument(
        "lifeboat.inspection/v1",
        of.path().toString(),
        kind,
        torn == null,
        torn,
        content,
        Stream.concat(
                Stream.of("%s  %s".formatted(kind, of.path())), lines.stream().map(it -> "  " + it))
            .toList());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
