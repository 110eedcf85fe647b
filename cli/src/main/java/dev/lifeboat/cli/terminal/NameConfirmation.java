package dev.lifeboat.cli.terminal;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The plan's name, typed before regions that users depend on are changed.
///
/// @param plan its name
/// @param given by `--confirm`; null where nothing was
public record NameConfirmation(String plan, @Nullable String given) {

  /// What a person sees before being asked.
  @FunctionalInterface
  public interface Shown {
    List<String> lines() throws InterruptedException, ProblemException;
  }

  /// A wrong name is never passed over, also where none is needed.
  ///
  /// @throws ProblemException LB3004 when it is another name than the plan's
  public static NameConfirmation of(String plan, @Nullable String given) throws ProblemException {
    if (given != null && !given.equals(plan)) {
      throw ProblemException.lasting(
          Code.LB3004,
          "--confirm names '%s', the plan is '%s'".formatted(given, plan),
          "nothing was changed",
          "use --confirm " + plan);
    }
    return new NameConfirmation(plan, given);
  }

  /// Refuses to go on without it.
  ///
  /// @param why it is asked for
  /// @throws ProblemException LB1006
  public void requireGiven(String why, String means, String action) throws ProblemException {
    if (given == null) {
      throw ProblemException.lasting(Code.LB1006, why, means, action);
    }
  }

  /// Asks the person there for it, where it was not given.
  ///
  /// @param nobody told when nobody is there, with `action`
  /// @throws ProblemException LB1006 when nobody can be asked, LB3004 when the answer is another
  public void ask(Terminal terminal, Shown shown, String nobody, String means, String action)
      throws InterruptedException, ProblemException {
    if (given != null) {
      return;
    }
    if (terminal.prompt().isEmpty()) {
      requireGiven(nobody, means, action);
    }
    var typed = TypedCommand.ofThisProcess();
    shown.lines().forEach(line -> terminal.err().println(typed.in(line)));
    var answer = terminal.prompt().flatMap(it -> it.apply("type the plan's name to go on:"));
    if (!answer.map(String::strip).equals(Optional.of(plan))) {
      throw ProblemException.lasting(
          Code.LB3004,
          "the answer was not '%s'".formatted(plan),
          means,
          "repeat the command when it is wanted");
    }
  }
}
