package dev.lifeboat.lab.drill;

import dev.lifeboat.drill.RowDamage;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Damages rows by the login that services use, as their own code or a person at a prompt could.
record LabRowDamage(Canary canary, LabClients clients, Placements placements, Workload workload)
    implements RowDamage {
  private static final Duration SQL = Duration.ofSeconds(10);

  private static final String NOW =
      "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

  @Override
  public Damaged damage(String client) throws ProblemException {
    var rows = CanaryMarks.of(canary, workload, client).rows();
    if (rows == null) {
      throw ProblemException.lasting(
          Code.LB2010,
          "the plan's query does not tell the canary's rows from others",
          "no others may be damaged; nothing was broken",
          "write lab.canary.rows.query as select NUMBER from TABLE where CLIENT = '{client}'");
    }
    var writer = placements.required(workload.name()).writer();
    try (var session = Session.open(clients.application(writer, rows.database()), SQL)) {
      // What commits between the moment and the UPDATE would be damaged, and missing from the
      // point.
      session.execute("BEGIN");
      session.execute("LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE".formatted(rows.table()));
      long micros = session.queryNumbers(NOW)[0];
      long damaged =
          session
              .queryNumbers(
                  "WITH damaged AS (UPDATE %1$s SET %2$s = '%4$s' WHERE %2$s = '%3$s' RETURNING 1) SELECT count(*) FROM damaged"
                      .formatted(rows.table(), rows.client(), client, RowDamage.nameOf(client)))[0];
      session.execute("COMMIT");
      return new Damaged(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), damaged);
    } catch (SQLException failed) {
      throw Problem.passing(
              Code.LB2010,
              "the rows of %s cannot be damaged: %s".formatted(client, SqlFailure.told(failed)),
              "nothing was broken",
              "see 'lifeboat status'")
          .asException(failed);
    }
  }
}
