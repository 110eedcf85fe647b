package dev.lifeboat.vault;

import dev.lifeboat.vault.ForgetResult.Outcome;
import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TrailEntry.Kind;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Says what of a vault nobody removes yet: holds, and how long the snapshots of a source stay.
/// Each word of it is an entry of the trail.
public final class VaultCustody {
  private static final String TRAIL = Shelf.TRAIL.word() + "/";
  private static final String SNAPSHOTS = Shelf.SNAPSHOTS.word() + "/";

  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final Trail trail;
  private final Manifests manifests;
  private final NamedRemoval removal;
  private final InstantSource clock;

  VaultCustody(VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.trail = new Trail(store, keys, random, clock);
    this.manifests = new Manifests(store, keys, random);
    this.removal = new NamedRemoval(store, keys, random, clock);
    this.clock = clock;
  }

  /// All that was done with the vault.
  public VaultTrail trail() throws IOException {
    return trail.read(manifests.all(_ -> {}));
  }

  /// What nobody may remove yet, the newest first.
  ///
  /// @throws DamageException when the trail is damaged
  public List<RetainedSnapshot> retained() throws IOException {
    var snapshots = manifests.all(_ -> {});
    var all = snapshots.stream().map(Manifest::snapshot).toList();
    return trail.read(snapshots).whole().retained(all, clock.instant());
  }

  /// Has a snapshot stay until [#release], whatever rules say. It need not be readable. A store
  /// that has locks keeps what it needs as long as what is put now; each backup and prune goes on
  /// with that.
  ///
  /// @param snapshot as its id begins
  /// @param reason for whoever wonders later
  /// @return since when a prune, or its own backup, may be removing it; empty if none is, and then
  ///   the snapshot stays
  /// @throws NoVaultException when no snapshot or several begin so
  public Optional<Instant> hold(String snapshot, String reason) throws IOException {
    var id = meant(snapshot, listed());
    trail.append(Kind.HOLD, List.of(id), reason);
    lengthenLocks();
    // Behind it: a removal that did not see it has its own entry there, and so has a backup.
    return trail.read(List.of()).underway(id, clock.instant());
  }

  /// Lifts a hold.
  ///
  /// @param snapshot as its id begins
  /// @throws NoVaultException when none or several that begin so are on hold
  public void release(String snapshot, String reason) throws IOException {
    var id = meant(snapshot, List.copyOf(trail().holds().keySet()));
    trail.append(Kind.RELEASE, List.of(id), reason);
  }

  /// Sets how long snapshots stay. What is there stays as long as it did, or longer, and so do the
  /// locks of what it needs.
  public void retain(VaultRetention rule) throws IOException {
    trail.append(Kind.RETENTION, List.of(), rule.source(), List.of(rule.days()));
    lengthenLocks();
  }

  /// By now it is told what stays: whatever stops this, the next backup goes on.
  private void lengthenLocks() throws IOException {
    var locks = VaultLocks.open(store, keys, random, clock);
    if (locks.isPresent()) {
      new RetainedLocks(store, keys, manifests, clock)
          .lengthen(locks.get(), Duration.ZERO, () -> ChunkIndex.load(store, keys, true));
    }
  }

  /// Sets the vault's own rules of which snapshots each prune keeps, in place of earlier ones.
  public void keep(KeepRules rules) throws IOException {
    trail.append(Kind.KEEPING, List.of(), "", rules.figures());
  }

  /// Removes a snapshot, readable or not; one that is retained once the holder of another key asks
  /// for it too, within a week. Or has the trail do without an entry that is gone or damaged, so
  /// that prunes go on.
  ///
  /// @param name as the id of a snapshot begins, or as [VaultDamage] says where something is
  /// @throws RetainedException when the snapshot is on hold
  /// @throws NoVaultException when there is nothing that may be meant
  public ForgetResult forget(String name, String reason) throws IOException {
    if (name.startsWith(TRAIL)) {
      var lost = removal.giveUp(name.substring(TRAIL.length()), reason);
      return new ForgetResult(TRAIL + lost, Outcome.FORGOTTEN);
    }
    var begin = name.startsWith(SNAPSHOTS) ? name.substring(SNAPSHOTS.length()) : name;
    var id = meant(begin, listed());
    return new ForgetResult(SNAPSHOTS + id, removal.remove(id, reason));
  }

  private List<String> listed() throws IOException {
    return store.list(Shelf.SNAPSHOTS).stream().map(Item::name).toList();
  }

  static String meant(String begin, List<String> names) throws NoVaultException {
    var meant = names.stream().filter(it -> it.startsWith(begin)).toList();
    if (meant.size() != 1) {
      throw new NoVaultException(
          "%d of what may be meant begin with '%s'".formatted(meant.size(), begin));
    }
    return meant.getFirst();
  }
}
