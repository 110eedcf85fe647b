package dev.lifeboat.aws.function;

import dev.lifeboat.guard.view.LeaseView;
import dev.lifeboat.guard.view.ProbeCheck;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.HttpProbe;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Looks at the primary region from the recovery region. Calls nothing of the region itself but the
/// address.
///
/// @param voters kept as long as it is looked: what is not renewed must have been seen before
/// @param workload whose primary it is
record RegionProbe(
    HttpProbe http, Voters voters, RecoverySide recovery, Workload workload, InstantSource clock) {
  /// The seconds that an answer may take: half a browser's patience, and several times what an
  /// address elsewhere in the world takes.
  private static final Duration LONGEST_PROBE = Duration.ofSeconds(2);

  /// @param at when the look begins
  /// @param placed where the writer is, and under which epoch its guard must hold the lease
  RegionLook look(Instant at, URI address, Placement placed) throws InterruptedException {
    return new RegionLook(
        at,
        ProbeCheck.of(address.toString(), http.probe(address, LONGEST_PROBE)),
        FunctionEvent.isLent(workload, address),
        new LeaseView(voters, placed).votes(),
        recovery.words());
  }

  /// Whether anything but the primary's guard could keep a run from being started.
  ///
  /// @throws ProblemException LB2009 when an automatic failover would rest on that guard alone
  void requireTwoViews(URI address) throws ProblemException, InterruptedException {
    if (workload.failover().trigger() == FailoverPolicy.Trigger.AUTOMATIC
        && FunctionEvent.isLent(workload, address)
        && !recovery.isGuarded()) {
      throw FunctionEvent.wrong(
          "%s answers only while the guard of '%s' lets users write, as the votes do"
                  .formatted(address, workload.name())
              + ", and no guard in %s tells of a replica: one process' end would start a failover"
                  .formatted(recovery.region()),
          "run 'lifeboat guard' in %s, or name as \"address\" what answers while the process works,"
                  .formatted(recovery.region())
              + " as 'health' does");
    }
  }
}
