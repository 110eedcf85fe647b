package dev.lifeboat.cli.terminal;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Commands in what is told, by the name with which the program was started and about what the
/// command at work is about, so that they can be pasted as they stand.
///
/// @param name such as `./lifeboat`
/// @param plan the plan file as it can be typed, for commands that name none; empty for the usual
///   one
/// @param state what they need to find the same state folder, such as `--state DIR`; mostly empty
record TypedCommand(String name, String plan, String state) {
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?<before>^|['(]|: | {2,})lifeboat (?<words>(?:(?:lab|evidence|vault) )?[a-z][a-z-]*)");

  private static final Set<String> ABOUT_A_PLAN =
      Set.of(
          "lab up",
          "lab status",
          "lab down",
          "assess",
          "check",
          "drill",
          "failover",
          "switchover",
          "failback",
          "reprotect",
          "residue",
          "status");

  /// What a state folder is nothing to.
  private static final Set<String> WITHOUT_STATE =
      Set.of(
          "completion",
          "explain",
          "help",
          "iac",
          "iam-policy",
          "init",
          "man",
          "provision",
          "schema",
          "vault",
          "vault backup",
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
    return new TypedCommand(ofThisProcess().name, options.planWords, options.givenState());
  }

  String in(String text) {
    var told = new StringBuilder();
    var found = COMMAND.matcher(text);
    int end = 0;
    while (found.find()) {
      told.append(text, end, found.start())
          .append(found.group("before"))
          .append(word())
          .append(' ');
      boolean quoted = found.group("before").equals("'");
      int close = quoted ? text.indexOf('\'', found.end()) : -1;
      end = close < 0 ? found.end() : close;
      told.append(
          String.join(
              "", whole(found.group("words"), text.substring(found.end(), end), text, end)));
    }
    return told.append(text.substring(end)).toString();
  }

  /// A command, its arguments as they stand, and what they lack.
  ///
  /// @param end where it ends in `text`, as far as that can be told
  private List<String> whole(String words, String arguments, String text, int end) {
    boolean bare = arguments.isBlank() && (end == text.length() || text.charAt(end) == '\'');
    boolean named = text.indexOf(" --state ", end) >= 0;
    return List.of(
        words,
        arguments,
        bare && ABOUT_A_PLAN.contains(words) ? lead(plan) : "",
        named || arguments.contains(" --state ") || WITHOUT_STATE.contains(words)
            ? ""
            : lead(state));
  }

  private static String lead(String word) {
    return word.isEmpty() ? "" : " " + word;
  }

  private String word() {
    return name.contains(" ") ? '"' + name + '"' : name;
  }
}
