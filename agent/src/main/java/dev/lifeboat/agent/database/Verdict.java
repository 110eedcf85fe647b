package dev.lifeboat.agent.database;

/// What the arbiter's placement says about writing here under an epoch.
sealed interface Verdict {

  /// This region is the writer, under exactly this epoch.
  record Confirmed() implements Verdict {}

  /// Another region is, or another epoch holds.
  ///
  /// @param epoch the placement's
  /// @param elsewhere whether it names another region, so that a running writer must end too
  record Contradicted(String why, long epoch, boolean elsewhere) implements Verdict {}

  /// It could not be asked, or did not answer with a placement.
  record Silent(String why) implements Verdict {}
}
