package dev.lifeboat.vault;

class MemoryStoreTest extends VaultStoreContract {
  @Override
  protected VaultStore newStore() {
    return new MemoryStore();
  }
}
