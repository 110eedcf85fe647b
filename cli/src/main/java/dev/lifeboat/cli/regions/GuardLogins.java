package dev.lifeboat.cli.regions;

import dev.lifeboat.aws.drill.SqlLogin;
import dev.lifeboat.aws.guard.DatabaseVariables;
import dev.lifeboat.plan.Database;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The guards' logins, where they are given as `psql` is given one.
public final class GuardLogins {
  private GuardLogins() {}

  /// By the names of those databases that the environment has PGDATABASE and PGUSER for, as
  /// [DatabaseVariables] says; of PostgreSQL alone.
  ///
  /// @throws ProblemException as [LoginEncryption#in]
  public static Map<String, SqlLogin> in(Map<String, String> environment, List<Database> databases)
      throws ProblemException {
    var logins = new LinkedHashMap<String, SqlLogin>();
    for (var each : databases) {
      var variables = DatabaseVariables.of(environment, each.name());
      var database = variables.getOrDefault("PGDATABASE", "");
      var user = variables.getOrDefault("PGUSER", "");
      if (each.engine() == Database.Engine.POSTGRESQL && !database.isEmpty() && !user.isEmpty()) {
        logins.put(
            each.name(),
            new SqlLogin(
                database,
                new Credential(user, variables.getOrDefault("PGPASSWORD", "")),
                LoginEncryption.in(variables)));
      }
    }
    return logins;
  }
}
