package dev.lifeboat.cli.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lifeboat.assess.BaselineState;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.RenderedList;
import dev.lifeboat.cli.terminal.Version;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Explanation;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A check or an assessment as SARIF 2.1.0, which code hosts show beside the lines of a file.
public record SarifLog(@JsonProperty("$schema") String schema, String version, List<Run> runs) {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  record Run(Tool tool, String columnKind, List<Result> results) {}

  record Tool(Driver driver) {}

  record Driver(String name, String version, List<Rule> rules) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rule(String id, @Nullable Message shortDescription, @Nullable Message help) {
    static Rule of(String code) {
      return Stream.of(Code.values())
          .filter(it -> it.name().equals(code))
          .findFirst()
          .map(Explanation::of)
          .map(it -> new Rule(code, new Message(it.means()), new Message(it.action())))
          .orElseGet(() -> new Rule(code, null, null));
    }
  }

  record Message(String text) {}

  /// @param baselineState left out of each where there is no baseline: section 3.27.24
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      String ruleId,
      String level,
      Message message,
      List<Location> locations,
      @Nullable String baselineState) {
    static Result of(CheckEntry found, Path plan) {
      var region = found.at().map(at -> new Region(at.line(), at.column())).orElse(null);
      return new Result(
          found.code(),
          switch (found.weight()) {
            case OBSTACLE -> "error";
            case UNKNOWN, WARNING -> "warning";
          },
          new Message(text(found)),
          List.of(
              new Location(
                  new PhysicalLocation(new ArtifactLocation(uri(found.file(plan))), region))),
          found.since().map(BaselineState::word).orElse(null));
    }
  }

  /// Whose it is stands first, once.
  private static String text(CheckEntry found) {
    return found.text().startsWith(found.subject())
        ? found.text()
        : "%s: %s".formatted(found.subject(), found.text());
  }

  record Location(PhysicalLocation physicalLocation) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PhysicalLocation(ArtifactLocation artifactLocation, @Nullable Region region) {}

  record ArtifactLocation(String uri) {}

  record Region(int startLine, int startColumn) {}

  /// One line.
  public static String of(Path plan, List<CheckEntry> found) {
    var text = new StringWriter();
    write(plan, found, text);
    return text.toString();
  }

  /// Writes the line.
  ///
  /// @param found each is written once it is made
  public static void write(Path plan, List<CheckEntry> found, Writer to) {
    var rules = found.stream().map(CheckEntry::code).distinct().map(Rule::of).toList();
    var run =
        new Run(
            new Tool(new Driver("lifeboat", Version.number(), rules)),
            "utf16CodeUnits",
            RenderedList.of(found, it -> Result.of(it, plan)));
    OutputJson.writeLine(new SarifLog(SCHEMA, "2.1.0", List.of(run)), to);
  }

  /// Relative as it was named, so that it is found in the checkout.
  private static String uri(Path file) {
    try {
      return file.isAbsolute()
          ? file.toUri().toString()
          : new URI(null, null, file.toString(), null).toString();
    } catch (URISyntaxException unwritable) {
      return file.toUri().toString();
    }
  }
}
