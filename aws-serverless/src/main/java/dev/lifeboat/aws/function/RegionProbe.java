package dev.lifeboat.aws.function;

import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Round.View;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/// Looks at the primary region from the recovery region. Calls nothing of the region itself but the
/// address.
///
/// @param voters kept as long as it is looked: what is not renewed must have been seen before
/// @param workload whose primary it is
record RegionProbe(
    HttpProbe http, Voters voters, RecoverySide recovery, Workload workload, InstantSource clock) {
  /// Half a browser's patience, and several times what an address elsewhere in the world takes.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// @param at when the look begins
  /// @param placed where the writer is, and under which epoch its guard must hold the lease
  RegionLook look(Instant at, URI address, Placement placed) throws InterruptedException {
    var votes = new LinkedHashMap<String, View>();
    for (var table : voters.outside(placed.writer()).entrySet()) {
      votes.put(table.getKey(), vote(table.getValue(), placed));
    }
    return new RegionLook(
        at, ping(address), FunctionEvent.isLent(workload, address), votes, recovery.words());
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

  private View ping(URI address) throws InterruptedException {
    return switch (http.probe(address, PATIENCE)) {
      case ProbeResult.Answered(var detail, _) -> new View.Up("%s: %s".formatted(address, detail));
      case ProbeResult.Refused(var why) -> new View.Down("%s: %s".formatted(address, why));
      case ProbeResult.Silent(var after) ->
          new View.Down("%s: silent for %d ms".formatted(address, after.toMillis()));
    };
  }

  private static View vote(VoterClient table, Placement placed) throws InterruptedException {
    try {
      var status = table.status(placed.workload());
      var vote = status.vote().filter(it -> it.holder().equals(placed.writer()));
      if (vote.filter(it -> it.epoch() == placed.epoch()).isEmpty()) {
        return new View.Unknown(
            "no guard in %s keeps the lease under epoch %d"
                .formatted(placed.writer(), placed.epoch()));
      }
      return status.bound()
          ? new View.Up("the guard in %s renewed the lease".formatted(placed.writer()))
          : new View.Down("the guard in %s renews the lease no more".formatted(placed.writer()));
    } catch (IOException silent) {
      return new View.Unknown("the votes cannot be read: " + silent.getMessage());
    }
  }
}
