package dev.lifeboat.lab.bucket;

import java.util.concurrent.locks.ReentrantLock;

/// Lets one write of a key at a time through, so that the order in which the store took two writes
/// of a key is the order in which they are queued. Different keys mostly do not meet.
final class KeyLocks {
  private static final int STRIPES = 64;

  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

  KeyLocks() {
    for (int at = 0; at < STRIPES; at++) {
      stripes[at] = new ReentrantLock();
    }
  }

  /// Held until closed, by the thread that took it.
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  Held hold(String key) {
    var stripe = stripes[Math.floorMod(key.hashCode(), STRIPES)];
    stripe.lock();
    return stripe::unlock;
  }

  /// Holds every key; always taken in the same order, so that two holders cannot block each other.
  Held holdAll() {
    for (var stripe : stripes) {
      stripe.lock();
    }
    return () -> {
      for (var stripe : stripes) {
        stripe.unlock();
      }
    };
  }
}
