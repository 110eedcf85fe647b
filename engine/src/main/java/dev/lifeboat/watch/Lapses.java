package dev.lifeboat.watch;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lapses of one workload, and what they forbid.
///
/// @param all of its databases that are `synchronous-while-connected`, oldest first for each
public record Lapses(Workload workload, List<Lapse> all) {
  public Lapses {
    all = List.copyOf(all);
  }

  /// Reads them all.
  ///
  /// @throws ProblemException LB4001 when they cannot be read: whether writes would be lost is not
  ///   known then
  public static Lapses of(Workload workload, LapseFolder folder) throws ProblemException {
    var all = new ArrayList<Lapse>();
    for (var database : workload.resources(Database.class)) {
      if (database.replication() == Replication.SYNCHRONOUS_WHILE_CONNECTED) {
        try {
          all.addAll(folder.read(database.name()));
        } catch (IOException unreadable) {
          throw new ProblemException(unread(database, unreadable), unreadable);
        }
      }
    }
    return new Lapses(workload, all);
  }

  /// Those that have not ended.
  public List<Lapse> open() {
    return all.stream().filter(Lapse::open).toList();
  }

  /// Those that have not ended, else the newest one.
  public List<Lapse> latest() {
    var open = open();
    return open.isEmpty() && !all.isEmpty() ? List.of(all.getLast()) : open;
  }

  /// Why no failover may be automatic now: LB3006 while a database has lapsed and the plan allows
  /// no loss; else empty. A plan that allows some is judged by what was measured.
  public Optional<Problem> refusal(Instant now) {
    var open = open();
    return workload.objectives().rpo().isZero() && !open.isEmpty()
        ? Optional.of(loses(open.getFirst(), now))
        : Optional.empty();
  }

  private Problem loses(Lapse lapse, Instant now) {
    return Problem.lasting(
        Code.LB3006,
        "'%s' in %s goes on without its replica since %s, for %d s now: %s"
            .formatted(
                lapse.database(),
                lapse.region(),
                lapse.begin(),
                Math.max(0, Duration.between(lapse.begin(), now).toSeconds()),
                lapse.why()),
        "an automatic failover of '%s' would lose what was written since, and its rpo is 0;"
                .formatted(workload.name())
            + " nothing was changed",
        "bring the replica back, or accept the loss by hand with 'lifeboat failover'");
  }

  private static Problem unread(Database database, IOException unreadable) {
    return Problem.lasting(
        Code.LB4001,
        "cannot read the lapses of '%s': %s"
            .formatted(database.name(), FileFailure.told(unreadable)),
        "whether a failover would lose writes cannot be told, so nothing was changed",
        "mend the permissions of that file, or accept a loss by hand with 'lifeboat failover'");
  }
}
