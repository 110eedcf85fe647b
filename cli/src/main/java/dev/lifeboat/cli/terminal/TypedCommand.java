package dev.lifeboat.cli.terminal;

import dev.lifeboat.plan.ShellWord;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Commands in what is told, by the name with which the program was started and about what the
/// command at work is about, so that they can be pasted as they stand.
///
/// @param name such as `./lifeboat`
/// @param plan the plan file as it can be typed, for commands that name none, or name it `PLAN`;
///   empty where none is known
/// @param state what they need to find the same state folder, such as `--state DIR`; mostly empty
record TypedCommand(String name, String plan, String state) {
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?<before>^|['(]|: |&& | {2,})lifeboat (?<words>(?:(?:lab|evidence|vault) )?[a-z][a-z-]*"
              + "|--help\\b|COMMAND\\b)"
              + "(?<plan> PLAN\\b)?");

  /// What stands before the end of a command in single quotes: words of it may hold such a quote
  /// too, as [ShellWord] writes them.
  private static final Pattern QUOTED =
      Pattern.compile("(?:[^'\"\\\\]|\\\\.|\"(?:[^\"\\\\]|\\\\.)*+\")*+(?=')", Pattern.DOTALL);

  private static final Set<String> ABOUT_A_PLAN =
      Set.of(
          "lab up",
          "lab status",
          "lab down",
          "adopt",
          "assess",
          "check",
          "drill",
          "drills",
          "failback",
          "failover",
          "guard",
          "override",
          "provision",
          "reprotect",
          "residue",
          "runbook",
          "simulate",
          "status",
          "switchover",
          "watch");

  /// What follows a command that is told without its plan: an option, or the end.
  private static final Pattern BARE = Pattern.compile(" --|['),.;]|$");

  /// What a state folder is nothing to.
  private static final Set<String> WITHOUT_STATE =
      Set.of(
          "--help",
          "COMMAND",
          "completion",
          "explain",
          "fmt",
          "help",
          "iac",
          "iam-policy",
          "import",
          "init",
          "man",
          "provision",
          "schema",
          "unprovision",
          "vault",
          "vault backup",
          "vault cat",
          "vault check",
          "vault copy",
          "vault diff",
          "vault init",
          "vault keys",
          "vault ls",
          "vault prune",
          "vault restore",
          "vault stats",
          "version");

  TypedCommand(String name) {
    this(name, "", "");
  }

  /// The launcher sets the name.
  static TypedCommand ofThisProcess() {
    return new TypedCommand(System.getProperty("lifeboat.command", "lifeboat"));
  }

  /// The same, told by a command that was given `options`.
  static TypedCommand of(Options options) {
    return new TypedCommand(ofThisProcess().name, options.planWords, options.stateWords.strip());
  }

  String in(String text) {
    var shown = new StringBuilder();
    var found = COMMAND.matcher(text);
    int told = 0;
    while (found.find(told)) {
      shown
          .append(text.substring(told, found.start()))
          .append(found.group("before"))
          .append(ShellWord.of(name))
          .append(' ');
      told = found.end();
      if (found.group("before").equals("'")) {
        told = quotedTo(text, told);
      }
      shown.append(whole(found, text, told));
      if (told == text.length()) {
        return shown.toString();
      }
    }
    return shown.append(text.substring(told)).toString();
  }

  private static int quotedTo(String text, int from) {
    var close = QUOTED.matcher(text).region(from, text.length());
    return close.lookingAt() ? close.end() : from;
  }

  /// A command, its arguments as they stand, and what they lack.
  ///
  /// @param end where it ends in `text`, as far as that can be told
  private String whole(MatchResult found, String text, int end) {
    var words = found.group("words");
    var arguments = text.substring(found.end(), end);
    boolean asked = found.group("plan") != null;
    boolean bare = BARE.matcher(text).region(found.end(), text.length()).lookingAt();
    boolean named = text.indexOf(" --state ", end) >= 0;
    var about = asked || (bare && ABOUT_A_PLAN.contains(words)) ? lead(plan) : "";
    return words
        + (asked && plan.isEmpty() ? " PLAN" : about)
        + arguments
        + (named || arguments.contains(" --state ") || WITHOUT_STATE.contains(words)
            ? ""
            : lead(state));
  }

  private static String lead(String word) {
    return word.isEmpty() ? "" : " " + word;
  }
}
