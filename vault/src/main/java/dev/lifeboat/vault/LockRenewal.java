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

/// Lengthens locks that end too early, several at once. What was seen of a lock is not asked for
/// again: none gets shorter. Whatever stops it, the next one goes on.
final class LockRenewal {
  /// Calls at once: one is short, and a vault has many thousand packs.
  private static final int CALLS = 8;

  private final StoreLocks locks;
  private final InstantSource clock;
  private final Map<KeptObject, Instant> known = new ConcurrentHashMap<>();

  LockRenewal(StoreLocks locks, InstantSource clock) {
    this.locks = locks;
    this.clock = clock;
  }

  LockTerm term() {
    return new LockTerm(locks.each());
  }

  /// Takes note of what the store keeps so long since it was put.
  void learn(Collection<KeptObject> put, Instant until) {
    put.forEach(it -> known.merge(it, until, LockRenewal::later));
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
      throw new IOException(
          "the store does not keep %s until %s, as a snapshot needs it: %s"
              .formatted(object, end, refused.getMessage()),
          refused);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
