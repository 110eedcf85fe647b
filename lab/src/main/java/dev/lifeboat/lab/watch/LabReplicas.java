package dev.lifeboat.lab.watch;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Replica;
import dev.lifeboat.provider.Replicas;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Until when the recovery region holds everything: the databases by what both of its ends say, the
/// buckets by the queue of the region that writes. Of a synchronous bucket it is told whether its
/// clients wait, by its writer alone: while that is silent, nothing is.
///
/// @param primary the region that holds the writer
public record LabReplicas(
    InstantSource clock, LabClients clients, Workload workload, String primary)
    implements Replicas {

  private String recovery() {
    return clients.topology().peerOf(primary).name();
  }

  @Override
  public List<Replica> look() throws InterruptedException {
    var looks = new ArrayList<Replica>();
    for (var database : workload.resources(Database.class)) {
      // A synchronous one acknowledges nothing that its replica lacks; its lapses are told apart.
      if (database.replication() == Replication.ASYNCHRONOUS) {
        looks.add(database(database.name()));
      }
    }
    for (var bucket : workload.resources(Bucket.class)) {
      if (bucket.replication() == Replication.ASYNCHRONOUS) {
        looks.add(bucket(bucket.name()));
      } else {
        waiting(bucket.name()).ifPresent(looks::add);
      }
    }
    return looks;
  }

  private Optional<Replica> waiting(String bucket) throws InterruptedException {
    var now = clock.instant();
    return clients
        .answersEarly(primary, bucket)
        .map(early ->
            early
                ? unknown(bucket, "clients are answered before %s has it".formatted(recovery()))
                : complete(bucket, now, "clients wait for %s".formatted(recovery())));
  }

  private Replica database(String name) throws InterruptedException {
    var now = clock.instant();
    var source = state(primary, name);
    if (source.isPresent() && nothingMissing(source.get())) {
      return complete(
          name,
          now.minusMillis(source.get().server().sampleAgeMillis()),
          "the replica has everything");
    }
    var copy = state(recovery(), name);
    var receiver =
        copy.flatMap(it -> Optional.ofNullable(it.server().sql()))
            .flatMap(it -> Optional.ofNullable(it.walReceiver()));
    var age = receiver.flatMap(it -> Optional.ofNullable(it.lastMessageAgeMillis()));
    if (source.isEmpty() || age.isEmpty() || !receiver.get().streaming()) {
      return unknown(
          name,
          source.isEmpty()
              ? primary + " does not answer"
              : "replication does not stream to " + recovery());
    }
    long heard = age.get() + copy.get().server().sampleAgeMillis();
    long lag = Math.max(heard, lagMillis(source.get()));
    return complete(name, now.minusMillis(lag), "last heard %d ms ago".formatted(heard));
  }

  /// The writer's own word that its replica has flushed all that it has written.
  private static boolean nothingMissing(DatabaseState source) {
    var sql = source.server().sql();
    var written = sql == null ? null : sql.writeLsn();
    return sql != null
        && written != null
        && sql.replication().stream().anyMatch(row -> written.equals(row.flushLsn()));
  }

  private static long lagMillis(DatabaseState source) {
    var sql = source.server().sql();
    return sql == null
        ? 0
        : sql.replication().stream()
            .flatMap(row -> Optional.ofNullable(row.lagMillis()).stream())
            .mapToLong(Long::longValue)
            .min()
            .orElse(0);
  }

  private Optional<DatabaseState> state(String region, String name) throws InterruptedException {
    try {
      return Optional.ofNullable(clients.agent(region).state().databases().get(name));
    } catch (IOException silent) {
      return Optional.empty();
    }
  }

  private Replica bucket(String name) throws InterruptedException {
    try {
      var now = clock.instant();
      var seen = clients.bucket(primary, name).state();
      if (seen.lag().isEmpty()) {
        return unknown(name, "the writer has not yet compared itself with its peer");
      }
      Duration lag = seen.lag().get();
      return complete(name, now.minus(lag), Count.of(seen.queue(), "object") + " in the queue");
    } catch (IOException silent) {
      return unknown(name, "its gateway in %s does not answer".formatted(primary));
    }
  }

  private static Replica complete(String store, Instant until, String seen) {
    return new Replica(store, Optional.of(until), seen);
  }

  private static Replica unknown(String store, String why) {
    return new Replica(store, Optional.empty(), why);
  }
}
