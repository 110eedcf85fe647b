package dev.lifeboat.vault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Lengthens locks that end too early, several at once. What is known of a lock is not asked for
/// again: none gets shorter. Whatever stops it, the next one goes on.
final class LockRenewal {
  /// Calls at once: one is short, and a vault has many thousand packs.
  private static final int CALLS = 8;

  private final StoreLocks locks;
  private final InstantSource clock;
  private final Map<KeptObject, Instant> known;

  /// @param known of locks that were seen before
  LockRenewal(StoreLocks locks, InstantSource clock, Map<KeptObject, Instant> known) {
    this.locks = locks;
    this.clock = clock;
    this.known = new ConcurrentHashMap<>(known);
  }

  LockTerm term() {
    return new LockTerm(locks.each());
  }

  /// What was seen of locks.
  Map<KeptObject, Instant> known() {
    return Map.copyOf(known);
  }

  /// What was seen of one, or else the other.
  Instant known(KeptObject object, Instant other) {
    return known.getOrDefault(object, other);
  }

  /// Until when those stay that are there, as the store says.
  Map<KeptObject, Instant> ask(Collection<KeptObject> objects) throws IOException {
    var found = new ConcurrentHashMap<KeptObject, Instant>();
    var calls = new ArrayList<Callable<Boolean>>();
    objects.forEach(it -> calls.add(() -> ask(it, found)));
    var _ = all(calls);
    return found;
  }

  private boolean ask(KeptObject object, Map<KeptObject, Instant> found) throws IOException {
    try {
      found.put(object, until(object));
      return true;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /// Has objects stay until then, or longer.
  ///
  /// @return whether all of them are there
  boolean keep(Collection<KeptObject> objects, Instant end) throws IOException {
    var now = clock.instant();
    var calls = new ArrayList<Callable<Boolean>>();
    for (var each : objects) {
      if (end.isAfter(now) && known.getOrDefault(each, Instant.EPOCH).isBefore(end)) {
        calls.add(() -> keep(each, end, term().renewed(now, end)));
      }
    }
    return calls.isEmpty() || all(calls);
  }

  private static boolean all(Collection<Callable<Boolean>> calls) throws IOException {
    try (var threads = Executors.newFixedThreadPool(CALLS, Thread.ofVirtual().factory())) {
      boolean there = true;
      for (var call : threads.invokeAll(calls)) {
        there &= call.get();
      }
      return there;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException known
          ? known
          : new IOException("a lock could not be lengthened", failed.getCause());
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("it was told to stop");
    }
  }

  private boolean keep(KeptObject object, Instant end, Instant renewed) throws IOException {
    try {
      var until = until(object);
      if (until.isBefore(end)) {
        until = lengthen(object, end, renewed);
      }
      known.put(object, until);
      return true;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private Instant until(KeptObject object) throws IOException {
    return locks.until(object.shelf(), object.name());
  }

  private Instant lengthen(KeptObject object, Instant end, Instant renewed) throws IOException {
    try {
      locks.lengthen(object.shelf(), object.name(), renewed);
      return renewed;
    } catch (AccessDeniedException refused) {
      // Another writer was first, or the store gives no more than is needed.
      var until = until(object);
      return until.isBefore(end) ? lengthen(object, end) : until;
    }
  }

  private Instant lengthen(KeptObject object, Instant end) throws IOException {
    try {
      locks.lengthen(object.shelf(), object.name(), end);
      return end;
    } catch (AccessDeniedException refused) {
      throw new LockRefusedException(
          "the store does not keep %s until %s, as a snapshot needs it: %s"
              .formatted(object, end, refused.getMessage()),
          locks.right(),
          refused);
    }
  }
}
