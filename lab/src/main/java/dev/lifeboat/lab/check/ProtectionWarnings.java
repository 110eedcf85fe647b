package dev.lifeboat.lab.check;

import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.UnprotectedData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the databases of a workload hold that a move would lose, or that no ledger could name. A
/// failover is possible with it.
public final class ProtectionWarnings {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private ProtectionWarnings() {}

  /// Nothing of a server that does not answer: others tell that.
  public static List<String> of(LabClients clients, Workload workload, String writer) {
    var warnings = new ArrayList<String>();
    for (var database : workload.resources(Database.class)) {
      words(clients, database.name(), writer).stream()
          .map(what -> "'%s' in %s has %s".formatted(database.name(), writer, what))
          .forEach(warnings::add);
    }
    return warnings;
  }

  private static List<String> words(LabClients clients, String database, String writer) {
    try (var session = Session.open(clients.superuser(writer, database), LOOK)) {
      return UnprotectedData.read(session).words();
    } catch (SQLException silent) {
      return List.of();
    }
  }
}
