package dev.lifeboat.guard;

/// What lease and placement say about writing here under an epoch.
public sealed interface LeaseVerdict {

  /// This region is the writer, under exactly this epoch.
  record Confirmed() implements LeaseVerdict {}

  /// Another region is, or another epoch holds.
  ///
  /// @param epoch the placement's
  /// @param elsewhere whether it names another region, so that a running writer must end too
  record Contradicted(String why, long epoch, boolean elsewhere) implements LeaseVerdict {}

  /// The arbiter could not be asked, or did not answer with a placement, and there is no lease to
  /// go by.
  record Silent(String why) implements LeaseVerdict {}

  /// The lease is not held at the moment, and may be again.
  record Unsure(String why) implements LeaseVerdict {}

  /// The lease was handed back or went to a higher epoch: it can never be held again under this
  /// one.
  record Lost(String why) implements LeaseVerdict {}
}
