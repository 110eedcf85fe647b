package dev.lifeboat.cli.completion;

/// A word that could stand next, or one of [#PLANS], [#FILES] and [#FOLDERS], which the shell
/// completes by itself.
///
/// @param about one line for people; empty where the word says it all
record Proposal(String word, String about) {
  /// Stands for plan files and the folders on the way to them.
  static final Proposal PLANS = new Proposal(":plan", "");

  /// Stands for any file.
  static final Proposal FILES = new Proposal(":file", "");

  /// Stands for folders.
  static final Proposal FOLDERS = new Proposal(":folder", "");

  static Proposal of(String word) {
    return new Proposal(word, "");
  }

  boolean shells() {
    return word.startsWith(":");
  }

  /// The line that the shells' functions read.
  String line() {
    return about.isEmpty() ? word : word + "\t" + about.replaceAll("\\s+", " ");
  }
}
