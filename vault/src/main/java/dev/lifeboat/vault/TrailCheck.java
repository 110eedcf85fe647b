package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TrailEntry.Kind;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/// Holds a vault against its trail: whether that is whole, and whether each snapshot that it tells
/// of is there or was removed by somebody who said so.
record TrailCheck(VaultStore store, VaultKeys keys) {

  /// @param snapshots all that could be read, as they were listed before
  List<VaultDamage> check(List<Manifest> snapshots) throws IOException {
    var trail = new TrailChain(store, keys).read(snapshots);
    var damages = new ArrayList<>(trail.damages());
    var missing = trail.told(Kind.KEPT);
    // Of an older release nothing tells that they stay, but that they are on hold.
    var backedUp = trail.told(Kind.BACKUP);
    trail.holds().keySet().stream().filter(it -> !backedUp.contains(it)).forEach(missing::add);
    missing.removeAll(trail.removed());
    snapshots.forEach(it -> missing.remove(it.snapshot().id()));
    for (var id : List.copyOf(missing)) {
      if (isThere(id)) {
        missing.remove(id);
      }
    }
    if (!missing.isEmpty()) {
      // Whoever removes one says so before.
      missing.removeAll(new TrailChain(store, keys).read(List.of()).removed());
    }
    missing.stream()
        .sorted()
        .map(it ->
            VaultDamage.of("snapshots/" + it, "it is gone, and the trail tells of no removal"))
        .forEach(damages::add);
    return damages;
  }

  private boolean isThere(String snapshot) throws IOException {
    try {
      return store.get(Shelf.SNAPSHOTS, snapshot, 0, 1).length > 0;
    } catch (NoSuchFileException gone) {
      return false;
    } catch (EOFException cut) {
      return true;
    }
  }
}
