package dev.lifeboat.provision;

import dev.lifeboat.aws.guard.DatabaseVariables;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.GuardContainer.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Login of a workload's guards at its databases in one region: the variables that `lifeboat guard`
/// reads, but for the password, which is in the plan's `guardSecret`.
///
/// @param instances of RDS, by the names of the databases
record GuardLogin(Region region, Workload workload, Map<String, String> instances) {
  /// @throws ProblemException LB2008 when the plan does not say where something is
  static GuardLogin of(Plan plan, Region region, Workload workload) throws ProblemException {
    var instances = new TreeMap<String, String>();
    AwsSites.of(plan, workload)
        .databases()
        .forEach((name, sites) -> instances.put(name, sites.in(region.name()).instance()));
    return new GuardLogin(region, workload, instances);
  }

  /// What no plan says of it.
  List<StackParameter> asked() {
    var asks = new GuardParameters(AwsRegion.nameOf(region));
    var asked = new ArrayList<StackParameter>();
    for (var database : databases()) {
      asked.add(asks.host(database.name(), instance(database)));
      asked.add(GuardParameters.port(database));
      if (isPostgres(database)) {
        asked.add(GuardParameters.database(database.name()));
      }
    }
    return asked;
  }

  List<Variable> variables() {
    var asks = new GuardParameters(AwsRegion.nameOf(region));
    var variables = new ArrayList<Variable>();
    for (var database : databases()) {
      var prefix = DatabaseVariables.prefix(database.name());
      var host = asks.host(database.name(), instance(database)).reference();
      var port = GuardParameters.port(database).reference();
      var user = GuardParameters.USER.reference();
      if (isPostgres(database)) {
        variables.add(Variable.of(prefix + "PGHOST", host));
        variables.add(Variable.of(prefix + "PGPORT", port));
        variables.add(
            Variable.of(
                prefix + "PGDATABASE", GuardParameters.database(database.name()).reference()));
        variables.add(Variable.of(prefix + "PGUSER", user));
      } else {
        variables.add(Variable.of(prefix + "MYSQL_HOST", host));
        variables.add(Variable.of(prefix + "MYSQL_TCP_PORT", port));
        variables.add(Variable.of(prefix + "MYSQL_USER", user));
      }
    }
    variables.addAll(encryption());
    return variables;
  }

  /// MySQL's is always encrypted.
  private List<Variable> encryption() {
    var roots = GuardParameters.ROOTS;
    var variables = new ArrayList<Variable>();
    if (databases().stream().anyMatch(GuardLogin::isPostgres)) {
      variables.add(Variable.of("PGSSLMODE", "verify-full", roots, "require"));
      variables.add(Variable.of("PGSSLROOTCERT", roots.reference(), roots, ""));
    }
    if (!databases().stream().allMatch(GuardLogin::isPostgres)) {
      variables.add(Variable.of("MYSQL_SSL_CA", roots.reference(), roots, ""));
    }
    return variables;
  }

  private List<Database> databases() {
    return workload.resources(Database.class);
  }

  private String instance(Database database) {
    return Objects.requireNonNull(instances.get(database.name()), database.name());
  }

  private static boolean isPostgres(Database database) {
    return database.engine() == Database.Engine.POSTGRESQL;
  }
}
