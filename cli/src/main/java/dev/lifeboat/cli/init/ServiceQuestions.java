package dev.lifeboat.cli.init;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;

/// Asks the person at the terminal what was not given, each with what is taken for an empty answer.
///
/// @param prompt empty when nobody can be asked
record ServiceQuestions(Optional<? extends Function<String, Optional<String>>> prompt) {
  boolean canAsk() {
    return prompt.isPresent();
  }

  /// The answer, or `usual` for an empty one and where nobody can be asked.
  ///
  /// @throws ProblemException LB1004 when the person left
  String ask(String question, String usual) throws ProblemException {
    if (prompt.isEmpty()) {
      return usual;
    }
    var shown = usual.isEmpty() ? question : "%s [%s]".formatted(question, usual);
    var answer = prompt.get().apply(shown + ":").map(String::strip);
    if (answer.isEmpty()) {
      throw Failures.usage(
          "nobody answered '%s'".formatted(question),
          "nothing was written",
          "answer it, or give the options that 'lifeboat init --help' lists");
    }
    return answer.get().isEmpty() ? usual : answer.get();
  }

  /// What an answer means.
  @FunctionalInterface
  interface Rule<T> {
    /// What `answer` means.
    ///
    /// @throws ProblemException LB1004 when it can mean nothing
    T of(String answer) throws ProblemException;
  }

  /// As [#ask]; a person whose answer means nothing is told why and asked again.
  <T> T ask(String question, String usual, Rule<T> rule) throws ProblemException {
    var asked = question;
    while (true) {
      var answer = ask(asked, usual);
      try {
        return rule.of(answer);
      } catch (ProblemException refused) {
        if (answer.equals(usual)) {
          throw refused; // Nobody would be the wiser for being asked again.
        }
        var why = refused.problem();
        asked = "%s: %s%n%s".formatted(why.happened(), why.action(), question);
      }
    }
  }

  /// As [#ask], of yes and no.
  boolean agrees(String question, boolean usual) throws ProblemException {
    while (true) {
      switch (ask(question, usual ? "yes" : "no")) {
        case "y", "yes" -> {
          return true;
        }
        case "n", "no" -> {
          return false;
        }
        default ->
            question = question.endsWith("(yes or no)") ? question : question + " (yes or no)";
      }
    }
  }
}
