package dev.lifeboat.vault;

import java.time.Clock;

class LockedMemoryStoreTest extends StoreLocksContract {
  @Override
  protected VaultStore newStore() {
    return new LockedMemoryStore(MONTH, Clock.systemUTC());
  }
}
