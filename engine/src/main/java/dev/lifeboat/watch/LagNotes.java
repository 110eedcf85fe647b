package dev.lifeboat.watch;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Keeps how far behind copies were, hour by hour, on the machine that watched. Used by one thread.
///
/// It reads what earlier watches kept at its first look: a watch begins whatever has become of
/// that.
public final class LagNotes {
  /// What a watch that is killed forgets at most.
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final WatchFolder folder;
  private final Workload workload;
  private final String region;
  private @Nullable KnownLags known;
  private Instant kept = Instant.EPOCH;

  /// @param folder need not be there yet
  /// @param region of the primary
  public LagNotes(WatchFolder folder, Workload workload, String region) {
    this.folder = folder;
    this.workload = workload;
    this.region = region;
  }

  /// A store of which nobody can tell adds nothing.
  ///
  /// @throws ProblemException LB4001 when what is kept cannot be read, or this cannot be kept
  public void looked(Backlog backlog, Instant now) throws ProblemException {
    var behind = backlog.at(now, workload.copiedLater());
    if (behind.isEmpty()) {
      return;
    }
    var before = known == null ? folder.lags(workload.name()) : known;
    known = before.after(region, now, behind.get().lag());
    if (!now.isBefore(kept.plus(EVERY))) {
      kept = now;
      folder.keep(known);
    }
  }
}
