package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.Repetition;
import dev.lifeboat.watch.WatchFolder;
import dev.lifeboat.watch.WatchRecord;
import java.time.Duration;
import java.util.Optional;

/// Keeps what a watch sees durable, for `status` and for the next watch. A thread of its own
/// writes, so that a slow disk delays no failover. Thread-safe.
final class WatchNotes implements AutoCloseable {
  private static final Duration TURN = Duration.ofMillis(500);

  private final WatchFolder folder;
  private final HostProcess host;
  private final ProgressListener progress;
  private Optional<Repetition> writing = Optional.empty();
  private WatchRecord latest;
  private Optional<WatchRecord> written = Optional.empty();
  private boolean complained;

  /// @param region of the watched writer
  WatchNotes(
      WatchFolder folder,
      HostProcess host,
      ProgressListener progress,
      String workload,
      String region) {
    this.folder = folder;
    this.host = host;
    this.progress = progress;
    var primary = new WatchRecord.Primary(workload, region);
    this.latest = WatchRecord.begun(primary, host.pid(), host.clock().instant());
  }

  /// The dips that an earlier watch of the same primary left.
  ///
  /// @throws ProblemException LB4001 when its file is damaged
  Dips begin() throws ProblemException {
    var primary = latest.primary();
    var before = folder.dips(primary.workload(), primary.region());
    note(latest.state().verdict(), latest.state().why(), before);
    writing = Optional.of(Repetition.begun("watch notes", host.pause(), TURN, this::writeIfDue));
    return before;
  }

  /// Costs nothing: it is written soon.
  synchronized void note(String verdict, String why, Dips dips) {
    latest = latest.next(host.clock().instant(), verdict, why, dips);
  }

  /// Such as `up` or `held: cool-down: ...`, for whoever waits.
  synchronized String phrase() {
    var state = latest.state();
    return state.why().isEmpty() ? state.verdict() : state.verdict() + ": " + state.why();
  }

  private void writeIfDue() {
    var now = snapshot();
    boolean due =
        written
            .filter(it ->
                it.state().verdict().equals(now.state().verdict())
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
    if (writing.isEmpty()) {
      return;
    }
    writing.get().end();
    // Ctrl-C must not keep the last note from being written.
    boolean interrupted = Thread.interrupted();
    keep(snapshot().endedAt(host.clock().instant()));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
