package dev.lifeboat.vault;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A store that does what another does, for those that break one thing of it.
class StoreDecorator implements VaultStore {
  private final VaultStore store;

  StoreDecorator(VaultStore store) {
    this.store = store;
  }

  @Override
  public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
    store.put(shelf, name, bytes, length);
  }

  @Override
  public byte[] get(Shelf shelf, String name) throws IOException {
    return store.get(shelf, name);
  }

  @Override
  public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
    return store.get(shelf, name, offset, length);
  }

  @Override
  public List<Item> list(Shelf shelf) throws IOException {
    return store.list(shelf);
  }

  @Override
  public void delete(Shelf shelf, String name) throws IOException {
    store.delete(shelf, name);
  }

  @Override
  public Optional<StoreLocks> locks() throws IOException {
    return store.locks();
  }

  @Override
  public void removeUnfinished() throws IOException {
    store.removeUnfinished();
  }
}
