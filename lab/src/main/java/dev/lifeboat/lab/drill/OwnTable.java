package dev.lifeboat.lab.drill;

import dev.lifeboat.canary.CanaryRows;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;

/// The table of a canary that writes beside the front door. The login of the services makes it, so
/// that nothing about its rows is more than what a service could do; it is replicated as any other.
public record OwnTable(LabClients clients, Canary canary) {
  private static final Duration SQL = Duration.ofSeconds(10);

  /// Makes it, unless it is there or the canary needs none.
  ///
  /// @param writer the region that takes writes
  /// @throws ProblemException LB2010 when it could not be made
  public void ensure(Workload workload, String writer) throws ProblemException {
    var rows = canary.rows(workload);
    if (canary.basis() == Canary.Basis.FRONT_DOOR || rows.isEmpty()) {
      return;
    }
    var database = rows.get().database();
    try (var session = Session.open(clients.application(writer, database), SQL)) {
      session.execute(CanaryRows.table());
    } catch (SQLException failed) {
      throw Problem.passing(
              Code.LB2010,
              "the canary's table cannot be made in '%s': %s"
                  .formatted(database, SqlFailure.told(failed)),
              "a drill of basis database needs a database that takes writes; nothing was broken",
              "see 'lifeboat status'")
          .asException(failed);
    }
  }
}
