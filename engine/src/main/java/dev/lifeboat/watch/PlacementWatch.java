package dev.lifeboat.watch;

import dev.lifeboat.placement.Claim;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.PlacementConflict;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/// Reads again and again where a writer is, beside whoever looks at it: the region that a planned
/// move leaves answers as well as before, so no view would tell. No read delays a look.
/// Thread-safe.
public final class PlacementWatch implements AutoCloseable {
  private final Placements placements;
  private final Placement watched;
  private final Repetition reads;
  private volatile Placement newest;

  /// Begins to read.
  ///
  /// @param every how often it reads
  /// @param watched read before the views of it were made
  public PlacementWatch(
      Watcher.Pause pause, Duration every, Placements placements, Placement watched) {
    this.placements = placements;
    this.watched = watched;
    this.newest = watched;
    this.reads = Repetition.begun("placement watch", pause, every, this::read);
  }

  private void read() {
    try {
      placements.read(watched.workload()).ifPresent(read -> newest = read);
    } catch (ProblemException | RuntimeException _) {
      // What cannot be read at the moment is no change; the next read tells.
    }
  }

  /// Judges by the newest read, so it costs nothing.
  ///
  /// @throws ProblemException LB3003 when the writer is elsewhere, or there under another epoch
  public void requireSame() throws ProblemException {
    requireSame(newest);
  }

  /// Reads now. What is lost must be what is moved: a person may have moved the writer while the
  /// failover was held back, and then the region that is down is not the primary any more.
  ///
  /// @throws ProblemException LB3003 as [#requireSame], and when a run is open; others when it
  ///   cannot be read
  public void requireFree() throws ProblemException {
    var present = placements.read(watched.workload()).orElse(watched);
    requireSame(present);
    if (Claim.refusal(present, watched.writer()).isPresent()) {
      throw changed(present);
    }
  }

  private void requireSame(Placement present) throws ProblemException {
    if (!present.writer().equals(watched.writer()) || present.epoch() != watched.epoch()) {
      throw changed(present);
    }
  }

  private static ProblemException changed(Placement present) {
    return PlacementConflict.of(present.workload(), Optional.of(present)).asException();
  }

  @Override
  public void close() {
    reads.interrupt();
  }
}
