package dev.lifeboat.vault;

import dev.lifeboat.vault.PathChange.Kind;
import dev.lifeboat.vault.TreeEntries.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Goes along two lists of files, which have the same order.
record SnapshotDiff(TreeEntries before, TreeEntries after) {

  List<PathChange> changes() throws IOException {
    var changes = new ArrayList<PathChange>();
    var old = before.next();
    var now = after.next();
    while (old.isPresent() || now.isPresent()) {
      int order = order(old, now);
      if (order < 0) {
        changes.add(new PathChange(Kind.REMOVED, old.orElseThrow().node().path()));
      } else if (order > 0) {
        changes.add(new PathChange(Kind.ADDED, now.orElseThrow().node().path()));
      } else {
        change(old.orElseThrow(), now.orElseThrow()).ifPresent(changes::add);
      }
      old = order <= 0 ? before.next() : old;
      now = order >= 0 ? after.next() : now;
    }
    return changes;
  }

  private static int order(Optional<Entry> old, Optional<Entry> now) {
    if (old.isEmpty()) {
      return 1;
    }
    return now.isEmpty() ? -1 : old.get().node().path().compareTo(now.get().node().path());
  }

  private static Optional<PathChange> change(Entry old, Entry now) {
    var from = old.node();
    var to = now.node();
    if (from.kind() != to.kind()
        || !from.target().equals(to.target())
        || !old.chunks().equals(now.chunks())) {
      return Optional.of(new PathChange(Kind.CONTENT, to.path()));
    }
    var one = from.attributes();
    var other = to.attributes();
    boolean same =
        one.mode() == other.mode()
            && one.owner() == other.owner()
            && one.group() == other.group()
            && one.modified().equals(other.modified());
    return same ? Optional.empty() : Optional.of(new PathChange(Kind.ATTRIBUTES, to.path()));
  }
}
