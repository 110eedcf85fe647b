package dev.lifeboat.lab.bucket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The versions that the peer lacks, in the order they are shipped, durable in `queue.jsonl`.
///
/// Two versions of one key are never in flight together, so a key's versions arrive in its order.
/// Safe for use by many threads.
final class PendingQueue implements Closeable {
  /// A file of finished entries is emptied at this size.
  private static final long COMPACT_BYTES = 1 << 20;

  private final ChecksumLog log;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeMap<Long, PendingVersion> pending = new TreeMap<>();
  private final Set<Long> inFlight = new HashSet<>();
  private final Set<String> keysInFlight = new HashSet<>();
  private final Map<String, CompletableFuture<Void>> stored = new HashMap<>();
  private long lastSequence;
  private long lastEarly;

  private PendingQueue(ChecksumLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  static PendingQueue open(Path file, InstantSource clock) throws IOException {
    var opened = ChecksumLog.open(file);
    var queue = new PendingQueue(opened.log(), clock);
    for (var line : opened.lines()) {
      var node = BucketJson.read(line);
      if (node.has("done")) {
        queue.pending.remove(BucketJson.number(node, "done"));
      } else {
        var entry = PendingVersion.parse(node);
        queue.pending.put(entry.sequence(), entry);
        queue.lastSequence = Math.max(queue.lastSequence, entry.sequence());
      }
    }
    queue.lastEarly = queue.lastSequence;
    return queue;
  }

  /// Queues a version durably, then returns what completes once the peer has stored it.
  CompletableFuture<Void> add(String key, String version, boolean marker, long epoch)
      throws IOException {
    PendingVersion entry;
    CompletableFuture<Void> peerHasIt;
    lock.lock();
    try {
      entry =
          new PendingVersion(++lastSequence, key, version, version, marker, epoch, clock.instant());
      // In the queue before the log: a rewrite of the log meanwhile must not leave it out. Being
      // shipped before it is durable does no harm, for the store has it.
      pending.put(entry.sequence(), entry);
      peerHasIt = stored.computeIfAbsent(version, _ -> new CompletableFuture<>());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    log.append(entry.toJson());
    return peerHasIt;
  }

  /// The first entry that may be shipped now, marked as in flight; waits up to `patience` for one.
  Optional<PendingVersion> take(
      Predicate<PendingVersion> shippable, int inFlightLimit, Duration patience)
      throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (true) {
        var next =
            inFlight.size() < inFlightLimit ? first(shippable) : Optional.<PendingVersion>empty();
        if (next.isPresent()) {
          inFlight.add(next.get().sequence());
          keysInFlight.add(next.get().key());
          return next;
        }
        if (nanos <= 0) {
          return Optional.empty();
        }
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /// The entry's flight ended: it leaves the queue if the peer stored it (or it exists no more).
  void landed(PendingVersion entry, boolean done) throws IOException {
    lock.lock();
    try {
      inFlight.remove(entry.sequence());
      keysInFlight.remove(entry.key());
      if (done) {
        finish(entry);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until nothing is in flight.
  boolean awaitIdle(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (!inFlight.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return inFlight.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// The place of the newest entry: what is queued later comes after it.
  long mark() {
    lock.lock();
    try {
      return lastSequence;
    } finally {
      lock.unlock();
    }
  }

  /// Of all that is queued now, a client may have been told that it is stored before the peer has
  /// it. Of what was queued before the last process began, too.
  void markEarly() {
    lock.lock();
    try {
      lastEarly = lastSequence;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the peer may lack something of what [#markEarly] found.
  boolean holdsEarly() {
    lock.lock();
    try {
      return !emptyUpTo(lastEarly);
    } finally {
      lock.unlock();
    }
  }

  /// Replaces what was queued up to `mark` by `missing`, keeping later entries behind it. Only
  /// while nothing is in flight. Entries that vanish are held by the peer already.
  void replaceUpTo(long mark, List<StoredVersion> missing, Catalog catalog, long epoch)
      throws IOException {
    lock.lock();
    try {
      boolean early = holdsEarly();
      var later = new ArrayList<>(pending.tailMap(mark, false).values());
      var earlier = new HashMap<String, Instant>();
      pending.headMap(mark, true).values().forEach(e -> earlier.put(e.version(), e.accepted()));
      pending.clear();
      var now = clock.instant();
      for (var version : missing) {
        if (later.stream().noneMatch(entry -> entry.version().equals(version.id()))) {
          append(
              version, catalog.identity(version), epoch, earlier.getOrDefault(version.id(), now));
        }
      }
      for (var entry : later) {
        pending.put(++lastSequence, resequenced(entry, lastSequence));
      }
      if (early) {
        lastEarly = lastSequence; // All have new places, and which of them were early is not known.
      }
      completeAbsent(earlier.keySet());
      rewrite();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Drops what was queued under an older epoch than `epoch`: its writer has been superseded.
  void dropBelow(long epoch) throws IOException {
    lock.lock();
    try {
      if (pending.values().removeIf(entry -> entry.epoch() < epoch)) {
        stored.clear();
        rewrite();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The keys that have a version in the queue.
  Set<String> keys() {
    lock.lock();
    try {
      var keys = new HashSet<String>();
      pending.values().forEach(entry -> keys.add(entry.key()));
      return keys;
    } finally {
      lock.unlock();
    }
  }

  boolean emptyUpTo(long mark) {
    lock.lock();
    try {
      return pending.isEmpty() || pending.firstKey() > mark;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return pending.size();
    } finally {
      lock.unlock();
    }
  }

  /// When the oldest entry was accepted.
  Optional<Instant> oldest() {
    lock.lock();
    try {
      return pending.values().stream().map(PendingVersion::accepted).min(Instant::compareTo);
    } finally {
      lock.unlock();
    }
  }

  /// For how long the oldest entry has been waiting; zero if there is none.
  Duration age() {
    var age = oldest().map(since -> Duration.between(since, clock.instant())).orElse(Duration.ZERO);
    return age.isNegative() ? Duration.ZERO : age;
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  private Optional<PendingVersion> first(Predicate<PendingVersion> shippable) {
    // A key's first entry must go first, so an entry held back holds back its key.
    var passed = new HashSet<>(keysInFlight);
    for (var entry : pending.values()) {
      if (passed.add(entry.key()) && shippable.test(entry)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private void finish(PendingVersion entry) throws IOException {
    if (pending.remove(entry.sequence()) != null) {
      log.appendLazily(BucketJson.object().put("done", entry.sequence()).toString());
    }
    complete(entry.version());
    if (pending.isEmpty() && log.lengthBytes() > COMPACT_BYTES) {
      rewrite();
    }
  }

  private void complete(String version) {
    var waiting = stored.remove(version);
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  private void completeAbsent(Set<String> versions) {
    var present = new HashSet<String>();
    pending.values().forEach(entry -> present.add(entry.version()));
    versions.stream().filter(version -> !present.contains(version)).forEach(this::complete);
  }

  private void append(StoredVersion version, String identity, long epoch, Instant accepted) {
    pending.put(
        ++lastSequence,
        new PendingVersion(
            lastSequence,
            version.key(),
            version.id(),
            identity,
            version.marker(),
            epoch,
            accepted));
  }

  private static PendingVersion resequenced(PendingVersion entry, long sequence) {
    return new PendingVersion(
        sequence,
        entry.key(),
        entry.version(),
        entry.identity(),
        entry.marker(),
        entry.epoch(),
        entry.accepted());
  }

  private void rewrite() throws IOException {
    log.rewrite(pending.values().stream().map(PendingVersion::toJson).toList());
  }
}
