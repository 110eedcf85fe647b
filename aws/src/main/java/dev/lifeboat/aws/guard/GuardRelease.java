package dev.lifeboat.aws.guard;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Takes the databases of a region from their guard by a named person's word, and gives them back.
///
/// A fence reads the mark of a release after its run has claimed the workload, and a release reads
/// the claim after it has left its mark. So one of both sees the other, and no fence is met for a
/// database that is let write afterwards.
///
/// @param databases by their names in the plan
public record GuardRelease(
    WorkloadGuard.Place place,
    Placements placements,
    GuardReports reports,
    Map<String, GuardedLogins> databases,
    InstantSource clock) {
  private static final String UNCHANGED = "nothing was changed at its databases";

  /// One use of a database.
  private interface Act {
    String of(GuardedLogins logins) throws SQLException;
  }

  /// Lets the services write without a lease.
  ///
  /// @return what could not be taken away and does nothing any more, by database
  public Map<String, String> release(String by) throws ProblemException, InterruptedException {
    requireWriter();
    each(GuardRelease::requireNoReplica);
    boolean before = reports.releases().read(place.region()).isPresent();
    reports.releases().begin(place.region(), by, clock.instant());
    try {
      requireWriter();
    } catch (ProblemException claimed) {
      if (!before) {
        reports.releases().end(place.region(), by, clock.instant());
      }
      throw claimed;
    }
    tellReleased();
    return each(GuardedLogins::release);
  }

  /// Gives them to the guard, which arms them once it holds the lease. Until it has told so its
  /// lease is no fence: that is told before the mark is taken away.
  public void arm(String by) throws ProblemException, InterruptedException {
    each(logins -> {
      if (logins.replica().isEmpty()) {
        logins.forget();
      }
      return "";
    });
    tellReleased();
    reports.releases().end(place.region(), by, clock.instant());
  }

  private void tellReleased() throws ProblemException, InterruptedException {
    for (var database : databases.keySet()) {
      reports.tell(place.region(), GuardedState.released(database));
    }
  }

  private void requireWriter() throws ProblemException {
    var placed = placements.read(place.workload());
    if (placed.map(Placement::writer).filter(place.region()::equals).isEmpty()) {
      throw refused(
          "the writer of '%s' is not in %s: %s"
              .formatted(
                  place.workload(),
                  place.region(),
                  placed.map(Placement::writer).orElse("unknown")),
          "release the writer's guard: --region");
    }
    if (placed.get().openRun().isPresent()) {
      throw refused(
          "run %s may be fencing %s now".formatted(placed.get().openRun().get(), place.region()),
          "end the run first: lifeboat runs");
    }
  }

  private static ProblemException refused(String what, String action) {
    return Problem.lasting(
            Code.LB3017,
            what,
            "a database that is let write without a lease could be a second writer; " + UNCHANGED,
            action)
        .asException();
  }

  private static String requireNoReplica(GuardedLogins logins) throws SQLException {
    if (logins.replica().isPresent()) {
      throw new SQLException("it is a replica, which has nothing to release");
    }
    return "";
  }

  private Map<String, String> each(Act act) throws ProblemException {
    var said = new LinkedHashMap<String, String>();
    for (var database : databases.entrySet()) {
      try {
        said.put(database.getKey(), act.of(database.getValue()));
      } catch (SQLException failed) {
        throw Problem.lasting(
                Code.LB3017,
                "%s in %s: %s"
                    .formatted(database.getKey(), place.region(), SqlFailure.told(failed)),
                "what its guard does there was not changed; what was done before it stays",
                "mend that and repeat the command")
            .asException(failed);
      } finally {
        database.getValue().giveUp();
      }
    }
    return said;
  }
}
