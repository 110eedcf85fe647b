package dev.lifeboat.aws.provider;

import static java.util.stream.Collectors.toMap;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.util.ArrayList;
import java.util.Map;

/// Lags of a workload's copies. What cannot be told is unknown, and why.
record CopyLags(AwsAccount account, Workload workload) {
  /// Before a failover nobody asks the old region.
  private static final ReplicaLag UNASKED =
      new ReplicaLag.Unknown("only the old region knows which rule it has, see 'status'");

  /// In words, what would be lost if `runbook` began now.
  String atRisk(Runbook runbook) throws InterruptedException {
    if (runbook.mode() != Mode.FAILOVER) {
      return runbook.mode().moves()
          ? "none: a %s waits until the replica holds everything".formatted(runbook.mode().word())
          : "none: the writer stays";
    }
    var lags = new ArrayList<String>();
    databases(runbook.target()).forEach((store, lag) -> lags.add(store + ": " + lag.words()));
    for (var bucket : workload.resources(Bucket.class)) {
      lags.add(bucket.name() + ": " + UNASKED.words());
    }
    return lags.isEmpty() ? "none: the workload has no store" : String.join("; ", lags);
  }

  private Map<String, ReplicaLag> databases(String region) throws InterruptedException {
    try {
      return account.lags(workload).databases(region);
    } catch (ProblemException failed) {
      var lag = new ReplicaLag.Unknown(failed.problem().happened());
      return workload.resources(Database.class).stream().collect(toMap(Database::name, _ -> lag));
    }
  }
}
