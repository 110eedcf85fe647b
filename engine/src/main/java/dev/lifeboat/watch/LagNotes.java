package dev.lifeboat.watch;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;

/// Keeps how far behind copies were, hour by hour, on the machine that watched. Used by one thread.
public final class LagNotes {
  /// What a watch that is killed forgets at most.
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final WatchFolder folder;
  private final Workload workload;
  private final String region;
  private KnownLags known;
  private Instant kept = Instant.EPOCH;

  private LagNotes(WatchFolder folder, Workload workload, String region, KnownLags known) {
    this.folder = folder;
    this.workload = workload;
    this.region = region;
    this.known = known;
  }

  /// Goes on with what earlier watches kept.
  ///
  /// @param region of the primary
  /// @throws ProblemException LB4001 when that cannot be read
  public static LagNotes of(WatchFolder folder, Workload workload, String region)
      throws ProblemException {
    return new LagNotes(folder, workload, region, folder.lags(workload.name()));
  }

  /// A store of which nobody can tell adds nothing.
  ///
  /// @throws ProblemException LB4001 when it cannot be kept
  public void looked(Backlog backlog, Instant now) throws ProblemException {
    var behind = backlog.at(now, workload.copiedLater());
    if (behind.isEmpty()) {
      return;
    }
    known = known.after(region, now, behind.get().lag());
    if (!now.isBefore(kept.plus(EVERY))) {
      kept = now;
      folder.keep(known);
    }
  }
}
