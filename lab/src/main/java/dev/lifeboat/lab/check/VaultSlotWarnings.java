package dev.lifeboat.lab.check;

import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Slot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Slots that keep the log of a writer for a vault in which its workload is backed up no more, such
/// as one that was renamed.
public final class VaultSlotWarnings {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private VaultSlotWarnings() {}

  /// Nothing of a server that does not answer: others tell that.
  public static List<String> of(LabClients clients, Workload workload, String writer) {
    var warnings = new ArrayList<String>();
    for (var database : workload.resources(Database.class)) {
      left(slots(clients, database.name(), writer), workload).stream()
          .map(slot ->
              "'%s' in %s keeps its log for a vault that the plan has not; unless somebody follows by it, have it SELECT pg_drop_replication_slot('%s')"
                  .formatted(database.name(), writer, slot))
          .forEach(warnings::add);
    }
    return warnings;
  }

  private static List<Slot> slots(LabClients clients, String database, String writer) {
    try (var session = Session.open(clients.superuser(writer, database), LOOK)) {
      return session.slots();
    } catch (SQLException silent) {
      return List.of();
    }
  }

  /// Nobody reads them. One without a vault's name is of whoever follows the server by hand.
  static List<String> left(List<Slot> slots, Workload workload) {
    var kept = workload.backup().map(BackupPolicy::to).map(LogStream::vaultSlot);
    return slots.stream()
        .filter(it -> !it.active())
        .map(Slot::name)
        .filter(it -> it.startsWith(LogStream.vaultSlot("")))
        .filter(it -> kept.filter(it::equals).isEmpty())
        .toList();
  }
}
