package dev.lifeboat.vault;

import dev.lifeboat.vault.ForgetResult.Outcome;
import dev.lifeboat.vault.TrailEntry.Kind;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Removes one snapshot that a person names, also one that nobody can read. Before its time that
/// takes two keys: the holder of one asks, that of another, which was there by then, confirms.
final class NamedRemoval {
  private final VaultStore store;
  private final VaultKeys keys;
  private final Trail trail;
  private final Manifests manifests;
  private final SnapshotRemoval removal;
  private final InstantSource clock;

  NamedRemoval(VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.trail = new Trail(store, keys, random, clock);
    this.manifests = new Manifests(store, keys, random);
    this.removal = new SnapshotRemoval(store, keys, random, clock);
    this.clock = clock;
  }

  /// @param id its whole name
  Outcome remove(String id, String reason) throws IOException {
    var snapshots = manifests.all(_ -> {});
    var told = trail.read(snapshots).whole();
    var hold = told.holds().get(id);
    if (hold != null) {
      throw new RetainedException(
          "snapshot %s is on hold: %s; nobody removes it".formatted(id, hold.text()));
    }
    var readable = snapshots.stream().map(Snapshot.Manifest::snapshot);
    var one = readable.filter(it -> it.id().equals(id)).toList();
    var now = clock.instant();
    if (!told.retained(one, now).isEmpty() && !told.isAsked(id, keys.slot, now)) {
      ask(id, reason);
      return Outcome.ASKED;
    }
    removal.remove(
        List.of(id), reason, later -> later.holds().keySet().stream().filter(id::equals).toList());
    return Outcome.FORGOTTEN;
  }

  private void ask(String id, String reason) throws IOException {
    var names = new ArrayList<>(List.of(id));
    store.list(Shelf.KEYS).stream().map(Item::name).forEach(names::add);
    trail.append(Kind.REQUEST, names, reason);
  }

  /// Has the trail do without entries that are gone or damaged.
  ///
  /// @param id as the entry's name begins
  /// @return its whole name
  /// @throws NoVaultException when no such one is missed
  String giveUp(String id, String reason) throws IOException {
    var damages = trail.read(manifests.all(_ -> {})).damages();
    var lost = VaultCustody.meant(id, List.copyOf(VaultDamage.names(Shelf.TRAIL, damages)));
    trail.append(Kind.LOSS, List.of(lost), reason);
    return lost;
  }
}
