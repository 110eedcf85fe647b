package dev.lifeboat.cli.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Commands in what is told, by the name with which the program was started, so that they can be
/// pasted as they stand.
///
/// @param name such as `./lifeboat`
record TypedCommand(String name) {
  private static final Pattern COMMAND = Pattern.compile("(^|['(]|: | {2,})lifeboat (?=[a-z])");

  /// The launcher sets it.
  static TypedCommand ofThisProcess() {
    return new TypedCommand(System.getProperty("lifeboat.command", "lifeboat"));
  }

  String in(String text) {
    return COMMAND
        .matcher(text)
        .replaceAll(it -> Matcher.quoteReplacement(it.group(1) + word() + " "));
  }

  private String word() {
    return name.contains(" ") ? '"' + name + '"' : name;
  }
}
