package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.aws.s3.StoredObjects;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Ledgers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the old side has alone: of a bucket what the way home found there, of a database what the
/// instance that made way tells.
///
/// @param logins of guards, by the names of their databases; without one nothing is read back
/// @param databases of the workload, by their names
/// @param buckets the same
public record OldSideWrites(
    Canary canary,
    Map<String, SqlLogin> logins,
    Map<String, Reachable> databases,
    Map<String, StoredObjects> buckets) {
  public OldSideWrites {
    logins = Map.copyOf(logins);
    databases = Map.copyOf(databases);
    buckets = Map.copyOf(buckets);
  }

  /// Of the databases and buckets of `workload`.
  ///
  /// @param region the old side, which is home again
  /// @param other the writer in between
  /// @param run of the failover
  public Ledger of(
      Workload workload, String region, String other, String run, Ledgers.Epochs epochs)
      throws InterruptedException {
    var stores = new ArrayList<StoreReadback>();
    var entries = new ArrayList<LedgerEntry>();
    for (var database : workload.resources(Database.class)) {
      var alone = database(database.name(), region, epochs);
      stores.add(alone.reading());
      entries.addAll(alone.rows());
    }
    for (var bucket : workload.resources(Bucket.class)) {
      var late = late(bucket.name(), other, epochs.failover());
      stores.add(late.reading());
      entries.addAll(late.versions());
    }
    return new Ledger(run, region, CanaryMarks.of(canary, run), stores, entries);
  }

  /// What one bucket of the old side had alone.
  private record Late(StoreReadback reading, List<LedgerEntry> versions) {}

  private Late late(String name, String writer, long epoch) throws InterruptedException {
    var kind = StoreReadback.Kind.BUCKET;
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

  private RowsAlone database(String name, String region, Ledgers.Epochs epochs)
      throws InterruptedException {
    var found = new ArrayList<RowsAlone>();
    try {
      var instances = Objects.requireNonNull(databases.get(name), name);
      var present = instances.in(region);
      for (long epoch : epochs.home().toArray()) {
        var old = instances.setAside(region, epoch);
        if (old.isPresent() && present.isPresent()) {
          found.add(kept(read(name, epoch, old.get(), present.get()), old.get()));
        }
      }
    } catch (ProblemException unread) {
      found.add(unread(name, epochs.failback(), unread.problem().happened()));
    }
    return found.isEmpty()
        ? unread(name, epochs.failback(), "no instance made way in " + region)
        : new RowsAlone(
            StoreReadback.together(found.stream().map(RowsAlone::reading).toList()),
            found.stream().flatMap(it -> it.rows().stream()).toList());
  }

  private RowsAlone read(
      String name, long epoch, Reachable.Instance old, Reachable.Instance present) {
    var login = logins.get(name);
    if (login == null) {
      return unread(name, epoch, "nobody is logged in to read it back");
    }
    try {
      return new InstanceReadback(name, login).read(old, present);
    } catch (SQLException failed) {
      return unread(name, epoch, "it could not be read back: " + failed.getMessage());
    }
  }

  /// Nothing deletes it.
  private static RowsAlone kept(RowsAlone found, Reachable.Instance old) {
    return new RowsAlone(
        found
            .reading()
            .with(
                "%s in %s, where services may not log in, until you delete it; it costs money until then"
                    .formatted(old.name(), old.awsRegion())),
        found.rows());
  }

  private static RowsAlone unread(String name, long epoch, String why) {
    return new RowsAlone(unknown(name, StoreReadback.Kind.DATABASE, epoch, why), List.of());
  }

  private static StoreReadback unknown(
      String store, StoreReadback.Kind kind, long epoch, String why) {
    var beyond = "epoch " + epoch;
    return StoreReadback.unknown(store, kind, beyond, beyond, why);
  }
}
