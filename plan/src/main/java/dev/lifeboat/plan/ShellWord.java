package dev.lifeboat.plan;

import java.util.regex.Pattern;

/// A text as one word of a command that is typed.
public final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  /// What a shell would understand between double quotes.
  private static final Pattern SPECIAL = Pattern.compile("[\"\\\\$`]");

  private ShellWord() {}

  /// The path of a file as a word that no command takes for an option.
  public static String ofPath(String path) {
    return of(path.startsWith("-") ? "./" + path : path);
  }

  /// The text itself where it is plain, else in double quotes, which may stand between the single
  /// ones of a sentence. A shell at a terminal looks for an exclamation mark in those too.
  public static String of(String text) {
    return PLAIN.matcher(text).matches()
        ? text
        : '"' + SPECIAL.matcher(text).replaceAll("\\\\$0").replace("!", "\"\\!\"") + '"';
  }
}
