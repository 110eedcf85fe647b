package dev.lifeboat.ledger;

/// Point where the logs of two sides part, by their histories.
///
/// Two timelines count as one here when they have the same number and came from the same place.
/// Whoever can look at the log itself makes sure that they are: two sides that were promoted at the
/// very same position have equal histories and nothing in common from there on.
///
/// @param at the last position that both sides share; 0 for nothing
/// @param timeline the last one that both came along; 0 for none
/// @param began where that timeline began; 0 for the first of all
/// @param ancestor whether all of ours is in theirs: then nothing is here alone
public record LogFork(long at, long timeline, long began, boolean ancestor) {
  static final LogFork NOTHING_SHARED = new LogFork(0, 0, 0, false);

  /// Whether the last shared timeline is the one that every copy of the database began with, which
  /// no promotion made.
  public boolean onTheFirst() {
    return began == 0;
  }

  /// The same where that timeline turned out to be two: they part where both began.
  public LogFork atItsBeginning() {
    return new LogFork(began, timeline, began, false);
  }
}
