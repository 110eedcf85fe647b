package dev.lifeboat.vault;

class MemoryVaultStoreTest extends VaultStoreContract {
  @Override
  protected VaultStore newStore() {
    return new MemoryVaultStore();
  }
}
