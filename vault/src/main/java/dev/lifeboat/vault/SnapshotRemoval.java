package dev.lifeboat.vault;

import dev.lifeboat.vault.TrailEntry.Kind;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Removes snapshots that nobody wants: the trail tells of it first. Whoever puts one on hold
/// meanwhile is seen behind that entry, or sees it.
final class SnapshotRemoval {
  private final VaultStore store;
  private final Trail trail;
  private final InstantSource clock;

  SnapshotRemoval(VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.trail = new Trail(store, keys, random, clock);
    this.clock = clock;
  }

  /// @param wanted those of them that somebody wants by what a trail says
  /// @throws IOException when there is one by now; then none is removed
  void remove(List<String> ids, String reason, Function<VaultTrail, List<String>> wanted)
      throws IOException {
    if (ids.isEmpty()) {
      return;
    }
    var begun = clock.instant();
    var removal = trail.append(Kind.REMOVAL, ids, reason);
    var late = wanted.apply(trail.read(List.of()).whole());
    if (!late.isEmpty()) {
      var spared = new ArrayList<>(ids);
      spared.add(removal.entry());
      trail.append(Kind.SPARED, spared, "");
      throw new IOException(
          "somebody wants snapshot %s since a moment ago; run it again".formatted(late.getFirst()));
    }
    for (var id : ids) {
      requireSoon(begun);
      store.delete(Shelf.SNAPSHOTS, id);
    }
  }

  /// Whoever puts one on hold takes a removal of yesterday for dead.
  private void requireSoon(Instant begun) throws IOException {
    if (clock.instant().isAfter(begun.plus(VaultTrail.LONGEST_REMOVAL.dividedBy(2)))) {
      throw new IOException("the removal of snapshots stood still for too long; run it again");
    }
  }
}
