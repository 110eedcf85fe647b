package dev.lifeboat.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.plan.NearestWord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Explanation;
import dev.lifeboat.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Tells what a problem's code means, as docs/problems.md has it.
@Command(
    name = "explain",
    description = "Tell what a problem's code means and what to do about it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: lifeboat explain LB3001"})
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "CODE", description = "The code, such as LB3001.")
  private String code = "";

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// What a code means, in the words that errors have.
  ///
  /// @param section the heading of docs/problems.md that it stands under
  /// @param formerCode as in [ErrorDocument]
  /// @param splitInto the codes that came out of this one; left out where none did
  record ExplainDocument(
      String schema,
      String code,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String formerCode,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Code> splitInto,
      String section,
      String why,
      String fix,
      int exitCode) {}

  @Override
  public Integer call() throws ProblemException {
    var told = Explanation.of(code());
    int exitCode = told.code().exitCode();
    if (options.json) {
      terminal
          .out()
          .println(
              OutputJson.line(
                  new ExplainDocument(
                      "lifeboat.explain/v1",
                      told.code().name(),
                      told.code().former().map(Code::name).orElse(null),
                      told.code().splitInto(),
                      told.section(),
                      told.means(),
                      told.action(),
                      exitCode)));
    } else {
      terminal
          .out()
          .println("%s  %s, exit code %d".formatted(told.code(), told.section(), exitCode));
      terminal.out().println("  means " + told.means());
      terminal.out().println("  do    " + told.action());
      told.code().former().ifPresent(it -> terminal.out().println("  once  " + it));
      for (var part : told.code().splitInto()) {
        terminal.out().println("  now   %s  %s".formatted(part, Explanation.of(part).means()));
      }
    }
    return 0;
  }

  /// Also in lower case, and as the number alone.
  private Code code() throws ProblemException {
    var word = code.strip().toUpperCase(Locale.ROOT);
    var name = word.startsWith("LB") ? word : "LB" + word;
    var names = Arrays.stream(Code.values()).map(Code::name).toList();
    if (!names.contains(name)) {
      throw Failures.usage(
          "no problem has the code '%s'".formatted(code),
          "nothing was explained",
          NearestWord.hint(name, "there are ", names));
    }
    return Code.valueOf(name);
  }
}
