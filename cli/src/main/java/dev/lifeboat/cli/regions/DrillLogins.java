package dev.lifeboat.cli.regions;

import dev.lifeboat.aws.drill.RowLogin;
import dev.lifeboat.aws.guard.DatabaseVariables;
import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.canary.RowStore;
import dev.lifeboat.mysql.MysqlLogin;
import dev.lifeboat.mysql.MysqlRows;
import dev.lifeboat.plan.Database;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The logins by which a drill counts what its canary wrote, of every make of database.
final class DrillLogins {
  /// Of an instance that is not known yet.
  private static final String ANYWHERE = "rds";

  private DrillLogins() {}

  /// As [GuardLogins#in], and those of MySQL and MariaDB that the environment has MYSQL_USER for.
  ///
  /// @throws ProblemException as there, and LB1009 for certificates that cannot be read
  static Map<String, RowLogin> in(Map<String, String> environment, List<Database> databases)
      throws ProblemException {
    var logins = new LinkedHashMap<String, RowLogin>(GuardLogins.in(environment, databases));
    for (var each : databases) {
      var variables = DatabaseVariables.of(environment, each.name());
      if (each.engine() != Database.Engine.POSTGRESQL
          && !variables.getOrDefault("MYSQL_USER", "").isEmpty()) {
        logins.put(each.name(), ofMysql(variables));
      }
    }
    return logins;
  }

  private static RowLogin ofMysql(Map<String, String> variables) throws ProblemException {
    try {
      return new MysqlDrillLogin(
          MysqlVariables.login(variables, ANYWHERE, 1),
          variables.getOrDefault("MYSQL_DATABASE", ""));
    } catch (IllegalArgumentException wrong) {
      throw Problem.lasting(
              Code.LB1009,
              String.valueOf(wrong.getMessage()),
              "nothing was begun",
              "correct " + MysqlVariables.NAMES)
          .asException(wrong);
    }
  }

  /// The account says where the server is; everything else is in the variables.
  private record MysqlDrillLogin(MysqlLogin login, String schema) implements RowLogin {
    @Override
    public RowStore rows(Reachable.Instance instance) {
      return new MysqlRowStore(new MysqlRows(login.at(instance.host(), instance.port()), schema));
    }
  }

  private record MysqlRowStore(MysqlRows rows) implements RowStore {
    @Override
    public List<Long> numbers(String query) throws SQLException {
      return rows.numbers(query);
    }

    @Override
    public void execute(String statement) throws SQLException {
      rows.execute(statement);
    }

    @Override
    public String toString() {
      return rows.login().toString();
    }
  }
}
