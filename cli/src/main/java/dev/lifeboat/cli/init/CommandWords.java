package dev.lifeboat.cli.init;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A command as people type it, as the list of words that a plan has: quotes and `\` keep blanks,
/// and nothing else is special, since no shell reads it.
record CommandWords(String typed) {
  private static final Pattern WORD =
      Pattern.compile("(?:[^\\s\"'\\\\]|\\\\.|'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\")+");
  private static final Pattern QUOTED =
      Pattern.compile("'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|\\\\(.)");
  private static final List<String> OF_A_SHELL = List.of("|", "||", "&&", ";", "&", ">", "<");

  /// The words, at least one.
  ///
  /// @throws ProblemException LB1004 when it has none, an open quote, or what only a shell knows
  List<String> list() throws ProblemException {
    var words = new ArrayList<String>();
    for (var word : WORD.matcher(typed).results().toList()) {
      if (OF_A_SHELL.contains(word.group())) {
        throw wrong(
            "'%s' in the command is for a shell, and a service is started without one"
                .formatted(word.group()),
            "give it one: --command \"sh -c '…'\"");
      }
      words.add(unquoted(word.group()));
    }
    if (words.isEmpty() || words.getFirst().isBlank()) {
      throw wrong("the command has no word", "give --command the line that starts the service");
    }
    if (!WORD.matcher(typed).replaceAll("").isBlank()) {
      throw wrong(
          "a quote in the command is never closed: " + typed, "close it, or put '\\' before it");
    }
    return List.copyOf(words);
  }

  private static String unquoted(String word) {
    return QUOTED
        .matcher(word)
        .replaceAll(it -> {
          var inner = it.group(1) != null ? it.group(1) : it.group(2);
          return java.util.regex.Matcher.quoteReplacement(
              inner == null
                  ? it.group(3)
                  : it.group(2) == null ? inner : inner.replaceAll("\\\\(.)", "$1"));
        });
  }

  private static ProblemException wrong(String happened, String action) {
    return Failures.usage(happened, "nothing was written", action);
  }
}
