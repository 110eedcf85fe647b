package dev.lifeboat.vault.s3;

import dev.lifeboat.vault.StoreLocksContract;
import dev.lifeboat.vault.VaultStore;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The lab's own bucket, by the login of a writer.
final class BucketLocksTest extends StoreLocksContract {
  private static final AtomicInteger PLACES = new AtomicInteger();

  @TempDir private static Path folder;
  private static LockedBucketProcess bucket;

  @BeforeAll
  static void start() throws Exception {
    bucket = LockedBucketProcess.start(folder, MONTH.toSeconds());
  }

  @AfterAll
  static void stop() {
    bucket.close();
  }

  @Override
  protected VaultStore newStore() {
    return new S3VaultStore(
        bucket.client(LockedBucketProcess.WRITER),
        bucket.place("shop-" + PLACES.incrementAndGet()));
  }
}
