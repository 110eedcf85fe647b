package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Ledgers;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What the old side has alone: of a bucket what the way home found there, of a database what the
/// instance that made way tells.
///
/// @param stores with the logins of guards; without one nothing is read back
public record OldSideWrites(Canary canary, DrilledStores stores, InstantSource clock) {

  /// Of the databases and buckets of `workload`.
  ///
  /// @param region the old side, which is home again
  /// @param other the writer in between
  /// @param run of the failover
  public Ledger of(
      Workload workload, String region, String other, String run, Ledgers.Epochs epochs)
      throws InterruptedException {
    var readings = new ArrayList<StoreReadback>();
    var entries = new ArrayList<LedgerEntry>();
    for (var database : workload.resources(Database.class)) {
      var alone = database(database.name(), region, epochs);
      readings.add(alone.reading());
      entries.addAll(alone.entries());
    }
    for (var bucket : workload.resources(Bucket.class)) {
      var late = late(bucket.name(), other, epochs.failover());
      readings.add(late.reading());
      entries.addAll(late.entries());
    }
    return new Ledger(run, region, CanaryMarks.of(canary, workload, run), readings, entries);
  }

  private AloneEntries late(String name, String writer, long epoch) throws InterruptedException {
    var kind = StoreReadback.Kind.BUCKET;
    try {
      return stores
          .bucket(name)
          .late(writer, epoch)
          .map(told -> new AloneEntries(told.stores().getFirst(), told.entries()))
          .orElseGet(() ->
              new AloneEntries(
                  unknown(name, kind, epoch, "nobody looked for what came late"), List.of()));
    } catch (ProblemException unread) {
      return new AloneEntries(unknown(name, kind, epoch, unread.problem().happened()), List.of());
    }
  }

  private AloneEntries database(String name, String region, Ledgers.Epochs epochs)
      throws InterruptedException {
    var found = new ArrayList<AloneEntries>();
    try {
      var instances = stores.database(name);
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
        : new AloneEntries(
            StoreReadback.together(found.stream().map(AloneEntries::reading).toList()),
            found.stream().flatMap(it -> it.entries().stream()).toList());
  }

  /// Marks the instances of which a durable ledger has all that they have alone.
  ///
  /// @return those that could not be marked, and why
  public List<String> mark(Ledger ledger, Ledgers.Epochs epochs) throws InterruptedException {
    var unmarked = new ArrayList<String>();
    for (var reading : ledger.stores()) {
      if (reading.kind() == StoreReadback.Kind.DATABASE
          && reading.whole()
          && reading.uncovered() == null) {
        try {
          for (long epoch : epochs.home().toArray()) {
            stores
                .database(reading.store())
                .markRead(ledger.region(), epoch, ledger.run(), clock.instant());
          }
        } catch (ProblemException failed) {
          unmarked.add(
              "'lifeboat residue' will keep the old instance of %s: %s"
                  .formatted(reading.store(), failed.problem().happened()));
        }
      }
    }
    return unmarked;
  }

  private AloneEntries read(
      String name, long epoch, Reachable.Instance old, Reachable.Instance present) {
    var login = stores.login(name);
    if (login.isEmpty()) {
      return unread(name, epoch, stores.whyUnread(name));
    }
    try {
      return new InstanceReadback(name, login.get()).read(old, present);
    } catch (SQLException failed) {
      return unread(name, epoch, "it could not be read back: " + SqlFailure.told(failed));
    }
  }

  /// No run deletes it.
  private static AloneEntries kept(AloneEntries found, Reachable.Instance old) {
    return new AloneEntries(
        found
            .reading()
            .with(
                "%s in %s, where services may not log in, until 'lifeboat residue' deletes it; it costs money until then"
                    .formatted(old.name(), old.awsRegion())),
        found.entries());
  }

  private static AloneEntries unread(String name, long epoch, String why) {
    return new AloneEntries(unknown(name, StoreReadback.Kind.DATABASE, epoch, why), List.of());
  }

  private static StoreReadback unknown(
      String store, StoreReadback.Kind kind, long epoch, String why) {
    var beyond = "epoch " + epoch;
    return StoreReadback.unknown(store, kind, beyond, beyond, why);
  }
}
