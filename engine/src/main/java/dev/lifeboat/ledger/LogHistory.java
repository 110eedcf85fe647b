package dev.lifeboat.ledger;

import java.util.ArrayList;
import java.util.List;

/// The way that a database's log has come: the timelines that it left, oldest first, and how far it
/// has come on the present one. A timeline's number alone tells nothing: two sides that were
/// promoted from one parent give their timelines the same one.
///
/// @param switches timelines that were left, in order
/// @param timeline the present one
/// @param end of the log on it
public record LogHistory(List<Switch> switches, long timeline, long end) {

  public LogHistory {
    switches = List.copyOf(switches);
    if (timeline < 1) {
      throw new IllegalArgumentException("timeline must be 1 or more, was " + timeline);
    }
  }

  /// A timeline that was left.
  ///
  /// @param at the last position of the log that is still on it
  public record Switch(long timeline, long at) {}

  /// Where `ours` and `theirs` part: at the first timeline that has another number, or that was
  /// left elsewhere, or that only one of the two has left. Where a log ends it has not gone on, so
  /// the present end counts like a switch.
  public static LogFork fork(LogHistory ours, LogHistory theirs) {
    var mine = ours.legs();
    var other = theirs.legs();
    var shared = LogFork.NOTHING_SHARED;
    for (int leg = 0; ; leg++) {
      boolean last = leg == mine.size() - 1 || leg == other.size() - 1;
      var here = mine.get(leg);
      var there = other.get(leg);
      if (here.timeline() != there.timeline()) {
        return shared;
      }
      shared =
          new LogFork(
              Math.min(here.at(), there.at()),
              here.timeline(),
              leg == 0 ? 0 : mine.get(leg - 1).at(),
              leg == mine.size() - 1 && here.at() <= there.at());
      if (last || here.at() != there.at()) {
        return shared;
      }
    }
  }

  private List<Switch> legs() {
    var legs = new ArrayList<>(switches);
    legs.add(new Switch(timeline, end));
    return legs;
  }
}
