package dev.lifeboat.lease;

/// What a keeper remembers of one lease over its own death.
///
/// @param epoch the highest that was held here; 0 for none
/// @param hold whether to go on holding it; false once it was handed back or lost for good
/// @param byVotes whether it was ever held by votes: from then on no person's word replaces them
///   under this epoch
public record Intention(long epoch, boolean hold, boolean byVotes) {
  public static final Intention NONE = new Intention(0, false, false);
}
