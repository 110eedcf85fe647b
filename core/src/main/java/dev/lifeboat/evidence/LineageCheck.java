package dev.lifeboat.evidence;

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
          unless(
              said.size() == 1 && opened.epoch() == NEVER_CLAIMED + 1,
              "is not the first run of its workload");
      case Predecessor.Unread _ -> unless(said.size() == 1, "names runs that nobody could read");
      case Predecessor.Known _, Predecessor.Unsealed _ ->
          unless(follows(said, opened), "leaves out, or has twice, a run before it");
    };
  }

  /// Named runs in the order of their epochs, then all epochs that are left.
  private static boolean follows(List<Predecessor> said, Event.RunOpened opened) {
    var last = said.getLast() instanceof Predecessor.Unsealed unsealed ? unsealed : null;
    long top = NEVER_CLAIMED;
    Set<String> seen = new HashSet<>(Set.of(opened.run().value()));
    for (var one : said.subList(0, said.size() - (last == null ? 0 : 1))) {
      if (!(one instanceof Predecessor.Known known)
          || known.epoch() <= top
          || !seen.add(known.run().value())) {
        return false;
      }
      top = known.epoch();
    }
    return last == null
        ? top == opened.epoch() - 1
        : last.from() == top + 1 && last.until() == opened.epoch() - 1;
  }

  private static Optional<String> unless(boolean right, String why) {
    return right ? Optional.empty() : Optional.of(why);
  }
}
