package dev.lifeboat.lab.frontdoor;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Between one region and the clients: decides what goes in, and what still comes out.
///
/// A gate that was shut never opens again; a region that is opened later gets a new one, so that no
/// request from before the fence can slip through after it. Thread-safe.
final class DoorGate {

  /// How long a shut gate waits for a client that reads its answer slowly before it is cut off.
  private static final Duration SLOW_CLIENT = Duration.ofMillis(100);

  private final Set<InFlight> inFlight = ConcurrentHashMap.newKeySet();
  private final ReentrantReadWriteLock delivery = new ReentrantReadWriteLock();
  private volatile boolean admitting;
  private volatile boolean shut;

  /// Takes new requests from now on.
  void open() {
    if (shut) {
      throw new IllegalStateException("a gate that was shut stays shut");
    }
    admitting = true;
  }

  /// Takes no new request; those in flight go on.
  void drain() {
    admitting = false;
  }

  /// Takes no new request, aborts those in flight, and returns once no answer can come out any
  /// more.
  void shut() throws InterruptedException {
    admitting = false;
    shut = true;
    inFlight.forEach(InFlight::fence);
    var exclusive = delivery.writeLock();
    if (!exclusive.tryLock(SLOW_CLIENT.toMillis(), TimeUnit.MILLISECONDS)) {
      inFlight.forEach(InFlight::cutClient);
      exclusive.lockInterruptibly();
    }
    exclusive.unlock();
  }

  boolean isShut() {
    return shut;
  }

  /// Lets a request in, or says no. The one who let it in calls [#leave] when it is over.
  boolean admit(InFlight request) {
    // Added before looking: shut() sets the flag before it walks the set, so one of the two sees
    // the other.
    inFlight.add(request);
    if (admitting) {
      return true;
    }
    inFlight.remove(request);
    return false;
  }

  void leave(InFlight request) {
    inFlight.remove(request);
  }

  /// Writes an answer to its client, unless the gate is shut. Every byte of a region's answer
  /// passes here, and none does after [#shut] has returned.
  ///
  /// @return false when the answer must be dropped
  boolean deliver(Delivery answer) throws IOException {
    var shared = delivery.readLock();
    shared.lock();
    try {
      if (shut) {
        return false;
      }
      answer.write();
      return true;
    } finally {
      shared.unlock();
    }
  }

  int inFlight() {
    return inFlight.size();
  }

  /// Ends what has taken too long.
  void sweep(long nowNanos) {
    inFlight.forEach(request -> request.expire(nowNanos));
  }

  /// Writes to the client's connection and flushes it.
  @FunctionalInterface
  interface Delivery {
    void write() throws IOException;
  }
}
