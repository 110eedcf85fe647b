package dev.lifeboat.vault.s3;

import dev.lifeboat.vault.VaultStore;
import dev.lifeboat.vault.VaultStoreContract;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The lab's own bucket as a vault's store, where it promises nothing.
final class LockedBucketStoreTest extends VaultStoreContract {
  private static final AtomicInteger PLACES = new AtomicInteger();

  @TempDir private static Path folder;
  private static LockedBucketProcess bucket;

  @BeforeAll
  static void start() throws Exception {
    bucket = LockedBucketProcess.start(folder, 0);
  }

  @AfterAll
  static void stop() {
    bucket.close();
  }

  @Override
  protected VaultStore newStore() {
    return new S3VaultStore(
        bucket.client(LockedBucketProcess.WRITER),
        bucket.place("shop-" + PLACES.incrementAndGet()),
        2);
  }
}
