package dev.lifeboat.cli.terminal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.lifeboat.plan.PlanMistake;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Explanation;
import dev.lifeboat.problem.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A failure on standard output: an object as RFC 9457 has it, with more fields of ours.
///
/// @param title short and the same for all failures of a code
/// @param detail what happened this time
/// @param code `LBnnnn`, or a word where no problem has one
/// @param formerCode the code that stood here before this one was split off; left out where none
///   did
/// @param why what it means for data and service
/// @param fix what to do
/// @param errors the mistakes of a plan one by one; left out of every other failure
@JsonPropertyOrder({"schema", "type"})
record ErrorDocument(
    String title,
    String detail,
    String code,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String formerCode,
    String why,
    String fix,
    int exitCode,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MistakeDocument> errors) {

  /// @param mistakes of a plan
  static ErrorDocument of(Problem problem, List<PlanMistake> mistakes) {
    return of(problem, mistakes, problem.code().exitCode());
  }

  /// @param exitCode another than the problem has
  static ErrorDocument of(Problem problem, List<PlanMistake> mistakes, int exitCode) {
    return new ErrorDocument(
        Explanation.of(problem.code()).title(),
        problem.happened(),
        problem.code().name(),
        problem.code().former().map(Code::name).orElse(null),
        problem.means(),
        problem.action(),
        exitCode,
        mistakes.stream().map(MistakeDocument::of).toList());
  }

  /// @param journals whether the command may have left a run that can be taken up
  static ErrorDocument interrupted(boolean journals) {
    return journals
        ? interrupted("a run that was under way is journalled and can be resumed", "lifeboat runs")
        : interrupted(
            "nothing is under way that could be resumed; what it had told was done stays",
            "look at what it told, and repeat it if it is wanted");
  }

  /// Of a command that was about to begin.
  static ErrorDocument unbegun() {
    return interrupted("it had not begun; nothing was changed", "repeat it if it is wanted");
  }

  private static ErrorDocument interrupted(String why, String fix) {
    return new ErrorDocument(
        "interrupted",
        "the command was interrupted",
        "INTERRUPTED",
        null,
        why,
        fix,
        ExitCode.interrupted(),
        List.of());
  }

  static ErrorDocument internal(String what) {
    return new ErrorDocument(
        "internal error",
        what,
        "INTERNAL",
        null,
        "this is a mistake in lifeboat; what was journalled can be resumed",
        "run it again with --debug and report what it prints",
        ExitCode.FAILED,
        List.of());
  }

  public String getSchema() {
    return "lifeboat.error/v1";
  }

  public String getType() {
    return "urn:lifeboat:problem:" + code.toLowerCase(Locale.ROOT);
  }
}
