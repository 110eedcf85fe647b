package dev.lifeboat.control;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.KnownBacklog;
import dev.lifeboat.watch.LagNotes;
import dev.lifeboat.watch.ReplicationWatch;
import dev.lifeboat.watch.WatchFolder;
import dev.lifeboat.watch.WatchRecord;
import java.time.Instant;
import java.time.InstantSource;

/// Tells of the alarm of a watch's copies, and keeps what is known of them. Used by one thread.
final class CopiesNotes implements ReplicationWatch.Listener {
  private final ProgressListener progress;
  private final WatchFolder folder;
  private final LagNotes lags;
  private final InstantSource clock;
  private final String workload;
  private final String region;
  private Instant kept = Instant.EPOCH;
  private boolean complained;

  /// @param region of the primary
  CopiesNotes(
      ProgressListener progress,
      WatchFolder folder,
      LagNotes lags,
      InstantSource clock,
      String workload,
      String region) {
    this.progress = progress;
    this.folder = folder;
    this.lags = lags;
    this.clock = clock;
    this.workload = workload;
    this.region = region;
  }

  @Override
  public void looked(Backlog backlog) {
    var now = clock.instant();
    try {
      lags.looked(backlog, now);
      if (!now.isBefore(kept.plus(WatchRecord.EVERY))) {
        kept = now;
        folder.keep(new KnownBacklog(workload, region, now, backlog));
      }
    } catch (ProblemException unwritable) {
      if (!complained) {
        progress.tell("copies", "unnoted", unwritable.problem().happened());
        complained = true;
      }
    }
  }

  @Override
  public void fellBehind(Problem alarm) {
    progress.tell(
        "copies",
        "ALARM",
        "%s %s; %s; %s".formatted(alarm.code(), alarm.happened(), alarm.means(), alarm.action()));
  }

  @Override
  public void caughtUp() {
    progress.tell("copies", "in-step", "the copies are within the RPO again");
  }
}
