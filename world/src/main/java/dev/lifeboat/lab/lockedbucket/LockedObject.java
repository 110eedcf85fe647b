package dev.lifeboat.lab.lockedbucket;

import java.time.Instant;

/// Object of a locked bucket.
///
/// @param digest the SHA-256 of its bytes
/// @param until nobody deletes, overwrites or shortens it before
/// @param held nor while this is so, whatever the time
record LockedObject(
    String key, long bytes, String digest, Instant put, Instant until, boolean held) {

  boolean isLocked(Instant now) {
    return held || now.isBefore(until);
  }

  LockedObject until(Instant later) {
    return new LockedObject(key, bytes, digest, put, later, held);
  }

  LockedObject held(boolean hold) {
    return new LockedObject(key, bytes, digest, put, until, hold);
  }

  String why() {
    return held ? "%s is held".formatted(key) : "%s is kept until %s".formatted(key, until);
  }
}
