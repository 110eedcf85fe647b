package dev.lifeboat.cli.help;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.files.ShippedText;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Prints the JSON Schema of a document, or of plans, as this version has it.
@Command(
    name = "schema",
    description = "Print the JSON Schema of a document, or of plans.",
    footer = {"", "Example: lifeboat schema plan >plan.schema.json"})
public final class SchemaCommand extends TerminalCommand {
  private static final String PLAN = "plan";
  private static final String FOLDER = "/dev/lifeboat/cli/schema/";
  private static final String PLANS = "/dev/lifeboat/plan/plan.schema.json";

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "Such as check or plan; without it the names are listed.")
  private @Nullable String name;

  /// @param names all there are
  /// @param definition the schema that was asked for; left out where only names were
  record SchemaDocument(
      String schema,
      List<String> names,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode definition) {}

  /// Of all schemas.
  public static List<String> names() {
    return Stream.concat(
            Stream.of(PLAN),
            ShippedText.beside(SchemaCommand.class, FOLDER + "schemas.txt").lines())
        .toList();
  }

  @Override
  public Integer call() throws ProblemException {
    var names = names();
    var wanted = name == null ? null : name.replaceFirst("^lifeboat\\.(.+)/v\\d+$", "$1");
    if (wanted == null) {
      return done(new SchemaDocument("lifeboat.schema/v1", names, null), names);
    }
    if (!names.contains(wanted)) {
      throw Failures.usage(
          "there is no schema '%s'".formatted(name),
          "nothing was printed",
          "use one of " + String.join(", ", names));
    }
    var text =
        ShippedText.beside(
            SchemaCommand.class, wanted.equals(PLAN) ? PLANS : FOLDER + wanted + ".schema.json");
    if (options.json) {
      var definition = OutputJson.read(text.getBytes(StandardCharsets.UTF_8));
      return done(new SchemaDocument("lifeboat.schema/v1", names, definition), "");
    }
    terminal().print(text);
    return 0;
  }
}
