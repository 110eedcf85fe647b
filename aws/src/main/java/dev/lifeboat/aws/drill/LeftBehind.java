package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.drill.Site;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.StoreReading;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the old side has alone, as far as it can be told: where it is kept. Nothing of it is read
/// back on AWS yet, so each store is unknown.
public final class LeftBehind {
  private final Canary canary;
  private final Map<String, Reachable> databases;

  /// @param databases of the workload, by their names
  public LeftBehind(Canary canary, Map<String, Reachable> databases) {
    this.canary = canary;
    this.databases = Map.copyOf(databases);
  }

  /// Of the databases and buckets of `workload`.
  ///
  /// @param region the old side, which is home again
  /// @param run of the failover
  public Ledger of(Workload workload, String region, String run, Site.Epochs epochs)
      throws InterruptedException {
    var stores = new ArrayList<StoreReading>();
    for (var database : workload.resources(Database.class)) {
      stores.add(database(database.name(), region, epochs.failback()));
    }
    for (var bucket : workload.resources(Bucket.class)) {
      stores.add(
          unknown(
              bucket.name(),
              StoreReading.Kind.BUCKET,
              epochs.failover(),
              "what came late is told in lifeboat/ledger-e*.jsonl of the half in " + region));
    }
    return new Ledger(run, region, CanaryMarks.of(canary, run), stores, List.of());
  }

  private StoreReading database(String name, String region, long epoch)
      throws InterruptedException {
    var kind = StoreReading.Kind.DATABASE;
    try {
      var kept = Objects.requireNonNull(databases.get(name), name).setAside(region, epoch);
      if (kept.isEmpty()) {
        return unknown(name, kind, epoch, "no instance made way in " + region);
      }
      var where = "%s in %s".formatted(kept.get().name(), kept.get().awsRegion());
      return unknown(
              name,
              kind,
              epoch,
              "it is not read back; it is kept as %s, where services may not log in"
                  .formatted(where))
          .with(where + " until you delete it; it costs money until then");
    } catch (ProblemException unread) {
      return unknown(name, kind, epoch, unread.problem().happened());
    }
  }

  private static StoreReading unknown(
      String store, StoreReading.Kind kind, long epoch, String why) {
    var beyond = "epoch " + epoch;
    return StoreReading.unknown(store, kind, beyond, beyond, why);
  }
}
