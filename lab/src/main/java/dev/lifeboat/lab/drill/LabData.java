package dev.lifeboat.lab.drill;

import dev.lifeboat.canary.ComparedTables;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.lab.bucket.BucketClient;
import dev.lifeboat.lab.bucket.ObjectSurvey;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.WholeStores;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads what the writer's region and its copy hold, so that neither a write on its way nor one
/// that comes meanwhile is a difference.
///
/// Databases as [ComparedTables] does; buckets: the copy is read once all versions have arrived
/// that were accepted before.
///
/// @param writer the region whose stores take writes
record LabData(LabClients clients, String writer) {
  // For each statement: a table that takes longer to sum up is unknown.
  private static final Duration SQL = Duration.ofSeconds(30);

  private String copy() {
    return clients.topology().peerOf(writer).name();
  }

  List<DataCheck.Part> of(Workload workload) throws InterruptedException {
    var parts = new ArrayList<DataCheck.Part>();
    for (var database : workload.resources(Database.class)) {
      try {
        parts.addAll(tables(database.name()));
      } catch (SQLException unread) {
        parts.add(unknown(database.name(), unread));
      }
    }
    for (var bucket : workload.resources(Bucket.class)) {
      try {
        parts.add(objects(bucket));
      } catch (IOException unread) {
        parts.add(unknown(bucket.name(), unread));
      }
    }
    return parts;
  }

  private static DataCheck.Part unknown(String store, Exception why) {
    return DataCheck.Part.unknown(store, null, "not compared: " + FailureWords.of(why));
  }

  private List<DataCheck.Part> tables(String database) throws SQLException, InterruptedException {
    try (var there = Session.open(clients.superuser(writer, database), SQL);
        var here = Session.open(clients.superuser(copy(), database), SQL)) {
      return new ComparedTables(Arrival.WAIT, table -> !LedgerEntry.Row.own(table))
          .compare(database, new WholeStores(writer, copy()), there, here);
    }
  }

  private DataCheck.Part objects(Bucket bucket) throws IOException, InterruptedException {
    var name = bucket.name();
    var there = clients.objects(writer, name);
    var first = seen(there);
    awaitArrival(clients.bucket(writer, name));
    var held = seen(clients.objects(copy(), name));
    return new WholeStores(writer, copy())
        .objects(name, bucket.replicateDeletes(), first, held, seen(there));
  }

  private static WholeStores.Objects seen(ObjectSurvey survey)
      throws IOException, InterruptedException {
    var checksums = new TreeMap<String, String>();
    var deleted = new TreeSet<String>();
    survey
        .current()
        .forEach((key, tag) ->
            tag.ifPresentOrElse(it -> checksums.put(key, it), () -> deleted.add(key)));
    return new WholeStores.Objects(checksums, deleted);
  }

  private static void awaitArrival(BucketClient gateway) throws IOException, InterruptedException {
    if (!new Arrival(gateway).ofAllUntilNow()) {
      throw new IOException(
          "%s to send after %d s"
              .formatted(
                  Count.of(gateway.state().queue(), "version"), Arrival.WAIT.limit().toSeconds()));
    }
  }
}
