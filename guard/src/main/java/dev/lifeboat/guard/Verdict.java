package dev.lifeboat.guard;

/// What lease and placement say about writing here under an epoch.
public sealed interface Verdict {

  /// This region is the writer, under exactly this epoch.
  record Confirmed() implements Verdict {}

  /// Another region is, or another epoch holds.
  ///
  /// @param epoch the placement's
  /// @param elsewhere whether it names another region, so that a running writer must end too
  record Contradicted(String why, long epoch, boolean elsewhere) implements Verdict {}

  /// The arbiter could not be asked, or did not answer with a placement, and there is no lease to
  /// go by.
  record Silent(String why) implements Verdict {}

  /// The lease is not held at the moment, and may be again.
  record Unsure(String why) implements Verdict {}

  /// The lease has ended: it can never be held again under this epoch.
  record Lost(String why) implements Verdict {}
}
