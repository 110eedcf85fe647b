package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Locks of a vault's store, with what earlier runs noted of them. One thread.
final class VaultLocks {
  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final InstantSource clock;
  private final StoreLocks locks;
  private final LockRenewal renewal;
  private Map<KeptObject, Instant> noted;

  private VaultLocks(
      VaultStore store,
      VaultKeys keys,
      SecureRandom random,
      InstantSource clock,
      StoreLocks locks,
      Map<KeptObject, Instant> noted) {
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
    this.locks = locks;
    this.renewal = new LockRenewal(locks, clock, noted);
    this.noted = renewal.known();
  }

  /// Empty where the store has none.
  static Optional<VaultLocks> open(
      VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock)
      throws IOException {
    var locks = store.locks();
    if (locks.isEmpty()) {
      return Optional.empty();
    }
    var noted = LockRecord.newest(store, keys, locks.get().where()).until();
    return Optional.of(new VaultLocks(store, keys, random, clock, locks.get(), noted));
  }

  LockTerm term() {
    return renewal.term();
  }

  /// Has the trail stay: all of it for as long as what is put now, once an entry has half of that
  /// left. Those of parts of a log are too many: each stays as long as its part.
  ///
  /// @return whether it was due
  boolean keepTrail(VaultTrail trail) throws IOException {
    var now = clock.instant();
    var least = now.plus(term().each().dividedBy(2));
    var entries = trail.entries().stream().filter(it -> !it.tellsOfPart()).toList();
    if (entries.stream().noneMatch(it -> known(it).isBefore(least))) {
      return false;
    }
    var all = entries.stream().map(it -> KeptObject.entry(it.id())).toList();
    var _ = keep(all, now.plus(term().each())); // A check tells of one that is gone.
    return true;
  }

  private Instant known(TrailEntry entry) {
    return renewal.known(KeptObject.entry(entry.id()), entry.at().plus(term().each()));
  }

  /// Until when a snapshot is known to stay, with all that it needs: its manifest is the last whose
  /// lock is lengthened.
  Instant known(Snapshot snapshot) {
    var put = term().end(snapshot.begun(), Instant.MIN);
    return renewal.known(KeptObject.manifest(snapshot), put);
  }

  /// Has objects stay until then, or longer.
  ///
  /// @return whether all of them are there
  boolean keep(Collection<KeptObject> objects, Instant end) throws IOException {
    return renewal.keep(objects, end);
  }

  /// The same, and forgets about it: of what nobody asks for again.
  boolean keepOnce(Collection<KeptObject> objects, Instant end) throws IOException {
    return new LockRenewal(locks, clock, Map.of()).keep(objects, end);
  }

  /// Has all that opens the vault stay until then.
  void keepKeys(Instant end) throws IOException {
    var _ = keep(slots(), end); // One that is gone was removed.
  }

  List<KeptObject> slots() throws IOException {
    return store.list(Shelf.KEYS).stream().map(Item::name).map(KeptObject::key).toList();
  }

  /// What the store itself says of those that are there.
  Map<KeptObject, Instant> ask(Collection<KeptObject> objects) throws IOException {
    return renewal.ask(objects);
  }

  /// Removes notes that nobody reads any more and that no lock is on: a store may take a deletion
  /// for an attack.
  void sweep() throws IOException {
    var now = clock.instant();
    for (var old : ask(LockRecord.old(store)).entrySet()) {
      if (old.getValue().isBefore(now)) {
        store.delete(old.getKey().shelf(), old.getKey().name());
      }
    }
  }

  /// Has the next run know what this one does.
  void note() throws IOException {
    var now = clock.instant();
    var known = new HashMap<>(renewal.known());
    known.values().removeIf(it -> it.isBefore(now));
    if (!noted.keySet().containsAll(known.keySet())
        || known.entrySet().stream()
            .anyMatch(it -> !it.getValue().equals(noted.get(it.getKey())))) {
      new LockRecord(locks.where(), known).write(store, keys, random);
      noted = Map.copyOf(known);
    }
  }
}
