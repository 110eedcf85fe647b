package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A prune in a process of its own, which stops before a write until it is killed.
final class KilledPrune {
  static final String WITHIN = "within";
  static final String DONE = "done";

  private KilledPrune() {}

  /// Vault, and the number of the write.
  public static void main(String[] words) throws Exception {
    int last = Integer.parseInt(words[1]);
    var store =
        new StoreDecorator(SampleVaults.store(Path.of(words[0]))) {
          private int writes;

          private void write() throws IOException {
            if (++writes == last) {
              System.out.println(WITHIN);
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException never) {
                throw new IOException(never);
              }
            }
          }

          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            write();
            super.put(shelf, name, bytes, length);
          }

          @Override
          public void delete(Shelf shelf, String name) throws IOException {
            write();
            super.delete(shelf, name);
          }
        };
    var later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
    SampleVaults.open(store, later).prune(HoldBesidePruneTest.LAST, Duration.ZERO, false);
    System.out.println(DONE);
  }
}
