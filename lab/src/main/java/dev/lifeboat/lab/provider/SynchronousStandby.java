package dev.lifeboat.lab.provider;

import dev.lifeboat.plan.Replication;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SynchronousNames;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Which replica a writer waits for before it acknowledges a commit: `synchronous_standby_names`.
final class SynchronousStandby {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final String SETTING = "synchronous_standby_names";

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

  /// The writer in `region` waits for the replica in `replica` from now on, where the plan wants
  /// so.
  void waitFor(String region, String database, String replica)
      throws IOException, InterruptedException {
    if (wanted(database)) {
      set(region, database, Optional.of(replica));
    }
  }

  /// The database in `region` waits for no replica; also set on one that is still a replica itself.
  void waitForNobody(String region, String database) throws IOException, InterruptedException {
    if (wanted(database)) {
      set(region, database, Optional.empty());
    }
  }

  /// Every commit waits for the region's lease too, always.
  private void set(String region, String database, Optional<String> replica)
      throws IOException, InterruptedException {
    var names = new SynchronousNames(true, replica).value();
    try (var session = Session.open(clients.superuser(region, database), DEADLINE)) {
      session.execute("ALTER SYSTEM SET %s = '%s'".formatted(SETTING, names));
      session.execute("SELECT pg_reload_conf()");
    } catch (SQLException refused) {
      throw new IOException(
          "%s of %s in %s: %s".formatted(SETTING, database, region, refused.getMessage()), refused);
    }
  }
}
