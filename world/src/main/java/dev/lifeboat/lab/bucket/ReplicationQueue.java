package dev.lifeboat.lab.bucket;

import dev.lifeboat.wire.ProgramJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The versions that the peer lacks, in the order they are shipped, durable in `queue.jsonl`.
///
/// Two versions of one key are never in flight together, so a key's versions arrive in its order.
/// Safe for use by many threads.
final class ReplicationQueue implements Closeable {
  /// A file of finished entries is emptied at this size.
  private static final long COMPACT_BYTES = 1 << 20;

  private final ChecksumLog log;
  private final InstantSource clock;
  private final TreeMap<Long, PendingVersion> pending = new TreeMap<>();
  private final Set<PendingVersion> inFlight = new HashSet<>();
  private final Map<String, CompletableFuture<Void>> stored = new HashMap<>();
  private long lastSequence;
  private long lastEarly;

  private ReplicationQueue(ChecksumLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// A line of the file that ends the entry of that place; any other line is an entry.
  private record Done(long done) {}

  static ReplicationQueue open(Path file, InstantSource clock) throws IOException {
    var opened = ChecksumLog.open(file);
    var queue = new ReplicationQueue(opened.log(), clock);
    for (var line : opened.lines()) {
      if (ProgramJson.read(line, JsonNode.class).has("done")) {
        queue.pending.remove(ProgramJson.read(line, Done.class).done());
      } else {
        var entry = ProgramJson.read(line, PendingVersion.class);
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
    synchronized (this) {
      // In the queue before the log: a rewrite of the log meanwhile must not leave it out. Being
      // shipped before it is durable does no harm, for the store has it.
      entry = put(new PendingVersion(0, key, version, version, marker, epoch, clock.instant()));
      peerHasIt = stored.computeIfAbsent(version, _ -> new CompletableFuture<>());
      notifyAll();
    }
    log.append(ProgramJson.line(entry));
    return peerHasIt;
  }

  /// The first entry that may be shipped now, marked as in flight; waits up to `patience` for one.
  synchronized Optional<PendingVersion> take(
      Predicate<PendingVersion> shippable, int inFlightLimit, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      var next =
          inFlight.size() < inFlightLimit ? first(shippable) : Optional.<PendingVersion>empty();
      if (next.isPresent()) {
        inFlight.add(next.get());
        return next;
      }
      if (!awaitChange(end)) {
        return Optional.empty();
      }
    }
  }

  /// The entry's flight ended: it leaves the queue if the peer stored it (or it exists no more).
  synchronized void landed(PendingVersion entry, boolean done) throws IOException {
    inFlight.remove(entry);
    if (done) {
      finish(entry);
    }
    notifyAll();
  }

  /// Waits until nothing is in flight.
  synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!inFlight.isEmpty()) {
      if (!awaitChange(end)) {
        return false;
      }
    }
    return true;
  }

  /// @return whether there is time left for another look
  private synchronized boolean awaitChange(long endNanos) throws InterruptedException {
    long left = endNanos - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return left > 0;
  }

  /// The place of the newest entry: what is queued later comes after it.
  synchronized long mark() {
    return lastSequence;
  }

  /// Of all that is queued now, a client may have been told that it is stored before the peer has
  /// it. Of what was queued before the last process began, too.
  synchronized void markEarly() {
    lastEarly = lastSequence;
  }

  /// Whether the peer may lack something of what [#markEarly] found.
  synchronized boolean holdsEarly() {
    return !emptyUpTo(lastEarly);
  }

  /// Replaces what was queued up to `mark` by `missing`, keeping later entries behind it. Only
  /// while nothing is in flight. Entries that vanish are held by the peer already.
  synchronized void replaceUpTo(long mark, List<StoredVersion> missing, Catalog catalog, long epoch)
      throws IOException {
    boolean early = holdsEarly();
    var later = new ArrayList<>(pending.tailMap(mark, false).values());
    var earlier = new HashMap<String, Instant>();
    pending.headMap(mark, true).values().forEach(e -> earlier.put(e.version(), e.accepted()));
    pending.clear();
    var now = clock.instant();
    for (var version : missing) {
      if (later.stream().noneMatch(entry -> entry.version().equals(version.id()))) {
        var _ =
            put(
                new PendingVersion(
                    0,
                    version.key(),
                    version.id(),
                    catalog.identity(version),
                    version.marker(),
                    epoch,
                    earlier.getOrDefault(version.id(), now)));
      }
    }
    later.forEach(this::put);
    if (early) {
      lastEarly = lastSequence; // All have new places, and which of them were early is not known.
    }
    pending.values().forEach(entry -> earlier.remove(entry.version()));
    earlier.keySet().forEach(this::complete);
    rewrite();
    notifyAll();
  }

  /// Drops what was queued under an older epoch than `epoch`: its writer has been superseded.
  synchronized void dropBelow(long epoch) throws IOException {
    if (pending.values().removeIf(entry -> entry.epoch() < epoch)) {
      stored.clear();
      rewrite();
    }
  }

  /// The keys that have a version in the queue.
  synchronized Set<String> keys() {
    return keys(pending.values());
  }

  private static Set<String> keys(Collection<PendingVersion> entries) {
    return entries.stream().map(PendingVersion::key).collect(Collectors.toSet());
  }

  synchronized boolean emptyUpTo(long mark) {
    return pending.isEmpty() || pending.firstKey() > mark;
  }

  synchronized int size() {
    return pending.size();
  }

  /// When the oldest entry was accepted.
  synchronized Optional<Instant> oldest() {
    return pending.values().stream().map(PendingVersion::accepted).min(Instant::compareTo);
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
    var passed = keys(inFlight);
    for (var entry : pending.values()) {
      if (passed.add(entry.key()) && shippable.test(entry)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private void finish(PendingVersion entry) throws IOException {
    if (pending.remove(entry.sequence()) != null) {
      log.appendLazily(ProgramJson.line(new Done(entry.sequence())));
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

  /// Puts an entry at the end.
  private PendingVersion put(PendingVersion entry) {
    var last = entry.at(++lastSequence);
    pending.put(lastSequence, last);
    return last;
  }

  private void rewrite() throws IOException {
    log.rewrite(pending.values().stream().map(ProgramJson::line).toList());
  }
}
