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
import java.util.HashSet;
import java.util.Set;

/// Tells of the alarm of a watch's copies, and keeps what is known of them. Used by one thread.
final class CopiesNotes implements ReplicationWatch.Listener {
  private final ProgressListener progress;
  private final WatchFolder folder;
  private final LagNotes lags;
  private final InstantSource clock;
  private final String workload;
  private final String region;
  private Instant kept = Instant.EPOCH;
  private final Set<String> complained = new HashSet<>();

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
    if (!now.isBefore(kept.plus(WatchRecord.EVERY))) {
      kept = now;
      note(() -> folder.keep(new KnownBacklog(workload, region, now, backlog)));
    }
    note(() -> lags.looked(backlog, now));
  }

  private interface Note {
    void keep() throws ProblemException;
  }

  /// Neither stands in the way of the other, or of the watch.
  private void note(Note note) {
    try {
      note.keep();
    } catch (ProblemException unkept) {
      if (complained.add(unkept.problem().happened())) {
        progress.tell("copies", "unnoted", unkept.problem().happened());
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
