package dev.lifeboat.canary;

import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.wire.NameLookup.Found;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How a kind of client keeps what it was told of a name. None of them looks at the ttl.
enum Habit implements WordedChoice {
  /// `networkaddress.cache.ttl` and `networkaddress.cache.negative.ttl` as a JVM has them by
  /// default.
  JVM(Duration.ofSeconds(30), Duration.ofSeconds(10), false),
  /// `getaddrinfo` without a cache beside it.
  LIBC(Duration.ZERO, Duration.ZERO, false),
  /// Asks only when it must open a connection.
  POOL(Duration.ZERO, Duration.ZERO, true);

  private final Duration keeps;
  private final Duration keepsNone;
  private final boolean pools;

  Habit(Duration keeps, Duration keepsNone, boolean pools) {
    this.keeps = keeps;
    this.keepsNone = keepsNone;
    this.pools = pools;
  }

  /// Whether a connection serves more than one request.
  boolean pools() {
    return pools;
  }

  /// The address behind `name`, as this kind of client finds it.
  DoorAddress whereto(URI name, KeptAnswer.Lookup lookup, LongSupplier nanos) {
    return new KeptAnswer(name, keepsNone, () -> new Found(lookup.find().address(), keeps), nanos);
  }
}
