package dev.lifeboat.postgres;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A commit gate as a process of its own, which a test can freeze. A time on its standard input
/// renews its lease from that time on; the end of the input ends it.
final class GateProgram {

  static final Duration LEASE = Duration.ofMillis(1_000);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private GateProgram() {}

  public static void main(String[] words) throws Exception {
    var login = new Credential(words[3], words[4]);
    var primary = new Endpoint(words[0], Integer.parseInt(words[1]), words[2], login);
    var renewed = new AtomicLong(System.nanoTime());
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            // What was written before a freeze is read after it, and is as old as it says.
            var renewals = new DataInputStream(System.in);
            while (true) {
              renewed.set(renewals.readLong());
            }
          } catch (java.io.IOException gone) {
            // Like the end of the input.
          }
          System.exit(0);
        });
    for (; ; ) {
      try (var gate =
          CommitGate.open(
              primary,
              () -> System.nanoTime() - renewed.get() < LEASE.toNanos(),
              Duration.ofSeconds(5))) {
        System.out.println("open");
        System.out.println(gate.run());
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (IOException failure) {
        System.out.println(failure.getMessage());
      }
    }
  }
}
