package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A backup in a process of its own, which stops in the middle of a write until it is killed.
final class KilledBackup {
  private KilledBackup() {}

  /// Vault, source, and the number of the write.
  public static void main(String[] words) throws Exception {
    var vault = Path.of(words[0]);
    int last = Integer.parseInt(words[2]);
    var writes = new AtomicInteger();
    var store =
        new StoreDecorator(SampleVaults.store(vault)) {
          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            if (writes.incrementAndGet() == last) {
              VaultCrashTest.half(vault, shelf, name, bytes, length);
              System.out.println("within");
              await();
            }
            super.put(shelf, name, bytes, length);
          }
        };
    SampleVaults.backup(store, Path.of(words[1]));
  }

  private static void await() throws IOException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException never) {
      throw new IOException(never);
    }
  }
}
