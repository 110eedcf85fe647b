package dev.lifeboat.simulate;

import dev.lifeboat.ledger.LogFork;
import dev.lifeboat.ledger.LogHistory;
import java.util.ArrayList;

/// Two copies of one database beside each other: where the product's rule says that they part, from
/// the histories as PostgreSQL keeps them, and where they truly do.
record HistoryComparison(Timelines timelines, SimCopy ours, SimCopy theirs) {
  // Positions of a log are above zero.
  private static final long FIRST_POSITION = 1_000_000_000L;

  /// Where ours leaves theirs; the log itself tells where equal histories are of two timelines.
  LogFork fork() {
    var fork = LogHistory.fork(history(ours), history(theirs));
    boolean one =
        fork.timeline() == 0
            || numbered(ours, fork.timeline()) == numbered(theirs, fork.timeline());
    return fork.onTheFirst() || one ? fork : fork.atItsBeginning();
  }

  /// The last moment whose writes the product finds in both.
  long sharedUntil() {
    return fork().at() - FIRST_POSITION;
  }

  /// The last moment whose writes truly are in both.
  long trulySharedUntil() {
    long limit = ours.uptoNanos();
    for (int at = ours.timeline(); at >= 0; at = timelines.parent(at)) {
      long held = timelines.holds(theirs.timeline(), theirs.uptoNanos(), at);
      if (held != Timelines.NOTHING) {
        return Math.min(limit, held);
      }
      limit = Math.min(limit, timelines.forkNanos(at));
    }
    return Timelines.NOTHING;
  }

  /// Each timeline is one above the one that it came from, and knows of no other.
  private LogHistory history(SimCopy copy) {
    var switches = new ArrayList<LogHistory.Switch>();
    for (int at = copy.timeline(); timelines.parent(at) >= 0; at = timelines.parent(at)) {
      switches.add(
          new LogHistory.Switch(
              timelines.number(timelines.parent(at)), FIRST_POSITION + timelines.forkNanos(at)));
    }
    return new LogHistory(
        switches.reversed(), timelines.number(copy.timeline()), FIRST_POSITION + copy.uptoNanos());
  }

  /// The very timeline that has this number on the way of `copy`.
  private int numbered(SimCopy copy, long number) {
    int at = copy.timeline();
    while (timelines.number(at) != number) {
      at = timelines.parent(at);
    }
    return at;
  }
}
