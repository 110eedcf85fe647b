package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.aws.s3.StoredObjects;
import dev.lifeboat.drill.Site;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerEntry;
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

/// What the old side has alone: of a bucket what the way home found there, of a database where it
/// is kept, since nothing of that is read back on AWS yet.
///
/// @param databases of the workload, by their names
/// @param buckets the same
public record LeftBehind(
    Canary canary, Map<String, Reachable> databases, Map<String, StoredObjects> buckets) {
  public LeftBehind {
    databases = Map.copyOf(databases);
    buckets = Map.copyOf(buckets);
  }

  /// Of the databases and buckets of `workload`.
  ///
  /// @param region the old side, which is home again
  /// @param other the writer in between
  /// @param run of the failover
  public Ledger of(Workload workload, String region, String other, String run, Site.Epochs epochs)
      throws InterruptedException {
    var stores = new ArrayList<StoreReading>();
    var entries = new ArrayList<LedgerEntry>();
    for (var database : workload.resources(Database.class)) {
      stores.add(database(database.name(), region, epochs.failback()));
    }
    for (var bucket : workload.resources(Bucket.class)) {
      var late = late(bucket.name(), other, epochs.failover());
      stores.add(late.reading());
      entries.addAll(late.versions());
    }
    return new Ledger(run, region, CanaryMarks.of(canary, run), stores, entries);
  }

  /// What one bucket of the old side had alone.
  private record Late(StoreReading reading, List<LedgerEntry> versions) {}

  private Late late(String name, String writer, long epoch) throws InterruptedException {
    var kind = StoreReading.Kind.BUCKET;
    try {
      return Objects.requireNonNull(buckets.get(name), name)
          .late(writer, epoch)
          .map(told -> new Late(told.stores().getFirst(), told.entries()))
          .orElseGet(() ->
              new Late(unknown(name, kind, epoch, "nobody looked for what came late"), List.of()));
    } catch (ProblemException unread) {
      return new Late(unknown(name, kind, epoch, unread.problem().happened()), List.of());
    }
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
