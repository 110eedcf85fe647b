package dev.lifeboat.rules;

import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Predecessor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks what an opening says of the runs before it: every epoch up to its own is accounted for.
final class LineageCheck {
  private static final long NEVER_CLAIMED = 1;

  private LineageCheck() {}

  /// What cannot be so; empty when all can, or when nothing is said.
  static Optional<String> contradiction(Event.RunOpened opened) {
    var said = opened.predecessors();
    if (said.isEmpty()) {
      return Optional.empty();
    }
    return switch (said.getFirst()) {
      case Predecessor.First() ->
          RunRules.unless(
              said.size() == 1 && opened.epoch() == NEVER_CLAIMED + 1,
              "is not the first run of its workload");
      case Predecessor.Unread _ ->
          RunRules.unless(said.size() == 1, "names runs that nobody could read");
      case Predecessor.Known _, Predecessor.Unsealed _ ->
          RunRules.unless(follows(said, opened), "leaves out, or has twice, a run before it");
    };
  }

  /// Runs and epochs in ascending order. What a sealed run left out, its own opening names; what a
  /// dropped one named is lost with its journal.
  private static boolean follows(List<Predecessor> said, Event.RunOpened opened) {
    long top = NEVER_CLAIMED;
    boolean leftOut = false;
    Set<String> seen = new HashSet<>(Set.of(opened.run().value()));
    for (var one : said) {
      boolean right =
          switch (one) {
            case Predecessor.Sealed(var run, var epoch, _) ->
                !leftOut && epoch > top && seen.add(run.value());
            case Predecessor.Dropped(var run, var epoch, _) ->
                epoch == top + 1 && seen.add(run.value());
            case Predecessor.Unsealed(var from, _) -> !leftOut && from == top + 1;
            case Predecessor.First(), Predecessor.Unread _ -> false;
          };
      if (!right) {
        return false;
      }
      leftOut = one instanceof Predecessor.Unsealed;
      top = last(one);
    }
    return top == opened.epoch() - 1;
  }

  private static long last(Predecessor one) {
    return switch (one) {
      case Predecessor.Known known -> known.epoch();
      case Predecessor.Unsealed(_, var until) -> until;
      case Predecessor.First(), Predecessor.Unread _ -> NEVER_CLAIMED;
    };
  }
}
