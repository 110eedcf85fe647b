package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.guard.DatabaseVariables;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.cli.regions.LoginEncryption;
import dev.lifeboat.cli.regions.MysqlVariables;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.LoginPassword;
import dev.lifeboat.guard.PostgresLogins;
import dev.lifeboat.mysql.MysqlLogins;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.DurationText;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The databases of a workload as a guard gets to them.
///
/// @param environment by [DatabaseVariables]
/// @param lease how long the guard's lasts
/// @param stored the password that a secret of the guard's region has; empty where none is named
record GuardedDatabases(
    Map<String, String> environment,
    Duration lease,
    Function<PerRegion, Optional<LoginPassword>> stored) {
  private static final int USUAL_PORT = 5432;

  /// All of them, by name: they write by one lease, so that one guard keeps them all.
  ///
  /// @throws ProblemException LB1009 for one that nobody could guard
  Map<String, GuardedLogins> of(Workload guarded) throws ProblemException {
    var all = new LinkedHashMap<String, GuardedLogins>();
    var named = new HashMap<String, String>();
    for (var database : guarded.resources(Database.class)) {
      var logins = logins(database);
      var other = named.put(logins.login(), database.name());
      if (other != null) {
        throw usage(
            "databases '%s' and '%s' are both %s".formatted(other, database.name(), logins.login()),
            "tell them apart by %sPGHOST and %sPGHOST"
                .formatted(
                    DatabaseVariables.prefix(other), DatabaseVariables.prefix(database.name())));
      }
      all.put(database.name(), logins);
    }
    if (all.isEmpty()) {
      throw usage(
          "'%s' has no database to guard".formatted(guarded.name()),
          "use --workload with one that has");
    }
    return all;
  }

  private GuardedLogins logins(Database database) throws ProblemException {
    var fence = FenceChoice.of(database);
    var names = fence.logins();
    if (!fence.isByGuard()) {
      throw usage(
          "the plan has database '%s' fenced by the API".formatted(database.name()),
          "write 'fence: guard' of it, with 'logins' and without 'fenceGroup'");
    }
    if (names.isEmpty()) {
      throw usage(
          "the plan names no logins of database '%s' to guard".formatted(database.name()),
          "name those of the services: aws: { logins: [shop] }");
    }
    var variables = DatabaseVariables.of(environment, database.name());
    var kept = fence.secret().flatMap(stored);
    return database.engine() == Database.Engine.POSTGRESQL
        ? new PostgresLogins(
            endpoint(database, variables),
            kept.orElseGet(() -> PasswordSource.of(variables, "PGPASSWORD")),
            names)
        : ofMysql(
            database,
            variables,
            kept.orElseGet(() -> PasswordSource.of(variables, "MYSQL_PWD")),
            names);
  }

  private GuardedLogins ofMysql(
      Database database, Map<String, String> variables, LoginPassword password, List<String> names)
      throws ProblemException {
    if (lease.compareTo(MysqlLogins.SHORTEST_LEASE) < 0) {
      throw usage(
          "a lease of %s is too short for MySQL, which ends sessions by the second"
              .formatted(DurationText.of(lease)),
          "set aws: { lease: %s } or more in the plan"
              .formatted(DurationText.of(MysqlLogins.SHORTEST_LEASE)));
    }
    try {
      return new MysqlLogins(MysqlVariables.login(variables), password, names);
    } catch (IllegalArgumentException wrong) {
      throw unnamed(database, MysqlVariables.NAMES, wrong);
    }
  }

  private static Endpoint endpoint(Database database, Map<String, String> variables)
      throws ProblemException {
    var unset =
        Stream.of("PGHOST", "PGDATABASE", "PGUSER")
            .filter(it -> variables.getOrDefault(it, "").isBlank())
            .toList();
    if (!unset.isEmpty()) {
      throw usage(
          "the login of database '%s' lacks %s"
              .formatted(database.name(), String.join(", ", unset)),
          fix(database));
    }
    var port = variables.getOrDefault("PGPORT", Integer.toString(USUAL_PORT));
    try {
      return new Endpoint(
          variables.getOrDefault("PGHOST", ""),
          Integer.parseInt(port),
          variables.getOrDefault("PGDATABASE", ""),
          new Credential(
              variables.getOrDefault("PGUSER", ""), variables.getOrDefault("PGPASSWORD", "")),
          LoginEncryption.in(variables));
    } catch (IllegalArgumentException wrong) {
      throw unnamed(database, "PGHOST, PGPORT, PGDATABASE and PGUSER", wrong);
    }
  }

  private static ProblemException unnamed(
      Database database, String variables, IllegalArgumentException wrong) {
    return usage(
        "database '%s' is not named by %s: %s"
            .formatted(database.name(), variables, wrong.getMessage()),
        fix(database));
  }

  private static String fix(Database database) {
    return "set them, or the same with %s before each"
        .formatted(DatabaseVariables.prefix(database.name()));
  }

  private static ProblemException usage(String what, String fix) {
    return ProblemException.lasting(Code.LB1009, what, "nothing is guarded", fix);
  }
}
