package dev.lifeboat.lab.watch;

import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Replica;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.provider.VaultPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Until when the vaults of a workload hold everything, by what was noted as they were written to:
/// of its databases they are the only copies. Its other stores have copies as ever.
///
/// @param others looks at those
public record VaultReplicas(
    Workload workload, Placements placements, RestoreSource vaults, Replicas others)
    implements Replicas {
  @Override
  public List<Replica> look() throws InterruptedException {
    var looks = new ArrayList<Replica>();
    for (var database : workload.resources(Database.class)) {
      looks.add(look(database.name()));
    }
    others.look().stream()
        .filter(it -> !(workload.resources().get(it.store()) instanceof Database))
        .forEach(looks::add);
    return looks;
  }

  private Replica look(String database) {
    try {
      var placed = placements.required(workload.name());
      return vaults
          .noted(database)
          .filter(it -> it.epoch() == placed.epoch())
          .map(it -> replica(database, it))
          .orElseGet(() ->
              unknown(
                  database,
                  "nothing of the writer of epoch %d is noted to be in a vault"
                      .formatted(placed.epoch())));
    } catch (ProblemException unread) {
      return unknown(database, unread.problem().happened());
    }
  }

  private static Replica replica(String database, VaultPoint point) {
    return new Replica(database, point.until(), point.phrase());
  }

  private static Replica unknown(String database, String why) {
    return new Replica(database, Optional.empty(), why);
  }
}
