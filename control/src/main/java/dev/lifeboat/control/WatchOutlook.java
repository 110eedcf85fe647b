package dev.lifeboat.control;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.watch.FailoverHold;
import dev.lifeboat.watch.FailoverHold.Permission;
import dev.lifeboat.watch.Hold;
import dev.lifeboat.watch.PastFailovers;
import dev.lifeboat.watch.WatchFolder;
import dev.lifeboat.watch.WatchRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the newest watch of a workload saw, and what holds its automatic failover back.
///
/// @param known whether anybody could look; if not, there may be one
/// @param why there is no newest one
/// @param holds empty when an automatic failover could begin
public record WatchOutlook(
    Optional<WatchRecord> newest, boolean known, String why, List<Hold> holds) {
  static WatchOutlook unknown(String why) {
    return new WatchOutlook(Optional.empty(), false, why, List.of());
  }

  /// What is known of `workload`, whose writer is in `region`.
  ///
  /// @throws ProblemException when a file or journal it depends on cannot be read
  public static WatchOutlook of(
      WatchFolder folder,
      Pauses pauses,
      PastFailovers past,
      Workload workload,
      String region,
      Instant now)
      throws ProblemException {
    var name = workload.name();
    var dips = folder.dips(name, region);
    var facts =
        new FailoverHold.Facts(pauses.maintenance(name), past.read(name), dips).of(Mode.FAILOVER);
    var holds =
        switch (new FailoverHold(workload.failover()).at(now, facts)) {
          case Permission.Allowed() -> List.<Hold>of();
          case Permission.Held(var held) -> held;
        };
    return new WatchOutlook(folder.watching(name), true, "no watch of it is on record", holds);
  }
}
