package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Shelf;

/// Object of a store that a lock is on.
record KeptObject(Shelf shelf, String name) {
  static KeptObject key(String name) {
    return new KeptObject(Shelf.KEYS, name);
  }

  static KeptObject entry(String name) {
    return new KeptObject(Shelf.TRAIL, name);
  }

  static KeptObject pack(String name) {
    return new KeptObject(Shelf.PACKS, name);
  }

  static KeptObject manifest(Snapshot of) {
    return new KeptObject(Shelf.SNAPSHOTS, of.id());
  }

  @Override
  public String toString() {
    return shelf.word() + "/" + name;
  }
}
