package dev.lifeboat.lab.provider;

import dev.lifeboat.plan.Replication;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.StandbyNames;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// Which replica a writer waits for before it acknowledges a commit. Where the plan says
/// `synchronous-while-connected` the writer's own agent decides that, since the replica may be lost
/// while no controller is there.
final class SynchronousStandby {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final LabClients clients;
  private final Map<String, Replication> replication;

  /// @param replication of each database by name
  SynchronousStandby(LabClients clients, Map<String, Replication> replication) {
    this.clients = clients;
    this.replication = Map.copyOf(replication);
  }

  /// Whether the plan wants every acknowledged write on the replica as well.
  boolean wanted(String database) {
    return switch (replication.getOrDefault(database, Replication.ASYNCHRONOUS)) {
      case ASYNCHRONOUS -> false;
      case SYNCHRONOUS, SYNCHRONOUS_WHILE_CONNECTED -> true;
    };
  }

  /// The writer in `region` waits for the replica in `replica` from now on, where the plan wants so
  /// and leaves it to nobody else.
  void waitFor(String region, String database, String replica)
      throws IOException, InterruptedException {
    switch (replication.getOrDefault(database, Replication.ASYNCHRONOUS)) {
      case SYNCHRONOUS -> set(region, database, StandbyNames.leased(replica));
      case ASYNCHRONOUS, SYNCHRONOUS_WHILE_CONNECTED -> {}
    }
  }

  /// The database in `region` waits for no replica; also set on one that is still a replica itself.
  void waitForNobody(String region, String database) throws IOException, InterruptedException {
    if (wanted(database)) {
      set(region, database, StandbyNames.leased());
    }
  }

  /// Every commit waits for the region's lease too, always.
  private void set(String region, String database, StandbyNames names)
      throws IOException, InterruptedException {
    try (var session = Session.open(clients.superuser(region, database), DEADLINE)) {
      names.apply(session);
    } catch (SQLException refused) {
      throw new IOException(
          "%s in %s cannot wait for %s: %s"
              .formatted(database, region, names.names(), refused.getMessage()),
          refused);
    }
  }
}
