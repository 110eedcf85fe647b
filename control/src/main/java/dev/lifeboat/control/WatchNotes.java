package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.WatchFolder;
import dev.lifeboat.watch.WatchRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps what a watch sees durable, for `status` and for the next watch. A thread of its own
/// writes, so that a slow disk delays no failover. Thread-safe.
public final class WatchNotes implements AutoCloseable {
  private static final Duration TURN = Duration.ofMillis(500);

  private final WatchFolder folder;
  private final HostProcess host;
  private final ProgressListener progress;
  private final Thread writer;
  private WatchRecord latest;
  private Optional<WatchRecord> written = Optional.empty();
  private boolean begun;
  private boolean complained;

  /// @param region of the watched writer
  public WatchNotes(
      WatchFolder folder,
      HostProcess host,
      ProgressListener progress,
      String workload,
      String region) {
    this.folder = folder;
    this.host = host;
    this.progress = progress;
    var now = host.clock().instant();
    this.latest =
        new WatchRecord(
            workload,
            region,
            host.pid(),
            now,
            "begun",
            "nothing was looked at yet",
            now,
            Dips.none(),
            Optional.empty());
    this.writer = Thread.ofVirtual().name("watch notes").unstarted(this::write);
  }

  /// The dips that an earlier watch of the same primary left.
  ///
  /// @throws ProblemException LB4001 when its file is damaged
  public Dips begin() throws ProblemException {
    var before =
        folder
            .watching(latest.workload())
            .filter(it -> it.region().equals(latest.region()))
            .map(WatchRecord::dips)
            .orElse(Dips.none());
    note(latest.verdict(), latest.why(), before);
    begun = true;
    writer.start();
    return before;
  }

  /// Costs nothing: it is written soon.
  public synchronized void note(String verdict, String why, Dips dips) {
    var now = host.clock().instant();
    var since = verdict.equals(latest.verdict()) ? latest.since() : now;
    latest = with(latest, now, verdict, why, since, dips, Optional.empty());
  }

  /// Such as `up` or `held: cool-down: ...`, for whoever waits.
  public synchronized String phrase() {
    return latest.why().isEmpty() ? latest.verdict() : latest.verdict() + ": " + latest.why();
  }

  private static WatchRecord with(
      WatchRecord of,
      Instant at,
      String verdict,
      String why,
      Instant since,
      Dips dips,
      Optional<Instant> ended) {
    return new WatchRecord(
        of.workload(), of.region(), of.by(), at, verdict, why, since, dips, ended);
  }

  private void write() {
    try {
      while (true) {
        writeIfDue();
        host.pause().of(TURN);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeIfDue() {
    var now = snapshot();
    boolean due =
        written
            .filter(it ->
                it.verdict().equals(now.verdict())
                    && it.dips().equals(now.dips())
                    && now.at().isBefore(it.at().plus(WatchRecord.EVERY)))
            .isEmpty();
    if (due) {
      keep(now);
    }
  }

  private synchronized WatchRecord snapshot() {
    return latest;
  }

  private void keep(WatchRecord watching) {
    try {
      folder.keep(watching);
      written = Optional.of(watching);
    } catch (ProblemException unwritable) {
      if (!complained) {
        progress.tell("watch", "unnoted", unwritable.problem().happened());
        complained = true;
      }
    }
  }

  /// The watch is over; `status` says so from now on.
  @Override
  public void close() {
    if (!begun) {
      return;
    }
    writer.interrupt();
    // Ctrl-C must not keep the last note from being written.
    boolean interrupted = Thread.interrupted();
    try {
      writer.join();
    } catch (InterruptedException again) {
      interrupted = true;
    }
    var last = snapshot();
    keep(
        with(
            last,
            last.at(),
            last.verdict(),
            last.why(),
            last.since(),
            last.dips(),
            Optional.of(host.clock().instant())));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
