package dev.lifeboat.cli.help;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.plan.NearestWord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Explanation;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Tells what a problem's code means, as docs/problems.md has it.
@Command(
    name = "explain",
    description = "Tell what a problem's code means and what to do about it.",
    footer = {"", "Example: lifeboat explain LB3001"})
public final class ExplainCommand extends TerminalCommand {
  @Parameters(paramLabel = "CODE", description = "The code, such as LB3001.")
  private String code = "";

  /// What a code means, in the words that errors have.
  ///
  /// @param section the heading of docs/problems.md that it stands under
  /// @param formerCode as in `lifeboat.error/v1`
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
    var former = told.code().former().map(Code::name);
    var lines = new ArrayList<String>();
    lines.add("%s  %s, exit code %d".formatted(told.code(), told.section(), exitCode));
    lines.add("  means " + told.means());
    lines.add("  do    " + told.action());
    former.ifPresent(it -> lines.add("  once  " + it));
    for (var part : told.code().splitInto()) {
      lines.add("  now   %s  %s".formatted(part, Explanation.of(part).means()));
    }
    return done(
        new ExplainDocument(
            "lifeboat.explain/v1",
            told.code().name(),
            former.orElse(null),
            told.code().splitInto(),
            told.section(),
            told.means(),
            told.action(),
            exitCode),
        lines);
  }

  /// Also in lower case, and as the number alone.
  private Code code() throws ProblemException {
    var word = code.strip().toUpperCase(Locale.ROOT);
    var name = word.startsWith("LB") ? word : "LB" + word;
    var names = Stream.of(Code.values()).map(Code::name).toList();
    if (!names.contains(name)) {
      throw Failures.usage(
          "no problem has the code '%s'".formatted(code),
          "nothing was explained",
          NearestWord.hint(name, "there are ", names));
    }
    return Code.valueOf(name);
  }
}
