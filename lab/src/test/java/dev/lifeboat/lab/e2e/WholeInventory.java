package dev.lifeboat.lab.e2e;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Inventory of a lab that has no user but the test: whoever wrote a row or an object, it counts.
record WholeInventory(LabClients clients, Drills drills) {
  private static final Duration SQL = Duration.ofSeconds(5);
  private static final String NO_SUCH_TABLE = "42P01";

  SortedMap<String, String> take() throws InterruptedException, ProblemException {
    var all = new TreeMap<>(drills.inventory(List.of()));
    try {
      for (var region : clients.topology().regions().keySet()) {
        all.put("all rows in " + region, String.valueOf(rows(region)));
        all.put(
            "all objects in " + region,
            String.valueOf(clients.objects(region, "images").keys("").size()));
      }
      return all;
    } catch (IOException | SQLException failed) {
      throw Problem.passing(Code.LB2002, "no inventory: " + failed, "it is not known", "try again")
          .asException(failed);
    }
  }

  /// Nobody writes while a test compares, so nothing that is on its way is a user's.
  boolean rests() throws IOException, InterruptedException, ProblemException {
    for (var region : clients.topology().regions().keySet()) {
      if (clients.bucket(region, "images").state().queue() > 0) {
        return false;
      }
    }
    return drills.awaited().isEmpty();
  }

  private int rows(String region) throws SQLException {
    try (var session = Session.open(clients.application(region, "orders"), SQL)) {
      return session.queryNumbers("select number from orders").length;
    } catch (SQLException failed) {
      if (NO_SUCH_TABLE.equals(failed.getSQLState())) {
        return 0;
      }
      throw failed;
    }
  }
}
