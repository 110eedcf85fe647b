package dev.lifeboat.lab.check;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.guard.audit.Audit;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the writers of a workload could tell after a failover what was lost, by their audit
/// slots. A failover is possible without.
public final class AuditWarnings {
  /// Half of what a server keeps for its slots (`max_slot_wal_keep_size`) before it gives them up.
  private static final long TOO_MUCH_BYTES = 512L << 20;

  private AuditWarnings() {}

  public static List<String> of(LabClients clients, Workload workload, String writer)
      throws InterruptedException {
    Map<String, DatabaseState> seen;
    try {
      seen = clients.agent(writer).state().databases();
    } catch (IOException silent) {
      seen = Map.of();
    }
    var warnings = new ArrayList<String>();
    for (var database : workload.resources(Database.class)) {
      of(Optional.ofNullable(seen.get(database.name())).map(DatabaseState::audit).orElse(null))
          .map(what ->
              "the audit slot of '%s' in %s %s: after a failover now, lost writes could not all be read back"
                  .formatted(database.name(), writer, what))
          .ifPresent(warnings::add);
    }
    return warnings;
  }

  /// What is wrong with one; empty when nothing is.
  static Optional<String> of(@Nullable Audit audit) {
    if (audit == null) {
      return Optional.of("is not known");
    }
    var kept = audit.keptBytes();
    if (!audit.state().equals(Audit.KEPT)) {
      return Optional.of("is " + audit.state() + (audit.why() == null ? "" : ", " + audit.why()));
    }
    if (audit.why() != null) {
      return Optional.of("is given up at 1024 MiB: " + audit.why());
    }
    return kept != null && kept > TOO_MUCH_BYTES
        ? Optional.of(
            "holds %d MiB of log and is given up at 1024, since a replica does not catch up"
                .formatted(kept >> 20))
        : Optional.empty();
  }
}
