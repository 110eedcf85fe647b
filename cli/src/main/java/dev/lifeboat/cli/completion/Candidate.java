package dev.lifeboat.cli.completion;

/// A word that could stand next, or one of [#PLANS], [#FILES] and [#FOLDERS], which the shell
/// completes by itself.
///
/// @param about one line for people; empty where the word says it all
public record Candidate(String word, String about) {
  /// Stands for plan files and the folders on the way to them.
  public static final Candidate PLANS = new Candidate(":plan", "");

  /// Stands for any file.
  public static final Candidate FILES = new Candidate(":file", "");

  /// Stands for folders.
  public static final Candidate FOLDERS = new Candidate(":folder", "");

  static Candidate of(String word) {
    return new Candidate(word, "");
  }

  boolean shells() {
    return word.startsWith(":");
  }

  /// The line that the shells' functions read.
  public String line() {
    return about.isEmpty() ? word : word + "\t" + about.replaceAll("\\s+", " ");
  }
}
