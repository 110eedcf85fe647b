package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenario;
import java.util.Optional;
import java.util.Set;

/// What must hold of a drill in regions that users depend on: only what a plan names can be broken,
/// and only where it can be measured.
public record DrillRules(Plan plan, Workload drilled, Scenario scenario) {

  /// Asks nobody.
  ///
  /// @throws ProblemException LB1003 for what the plan does not name
  public void require() throws ProblemException {
    if (!Experiments.canHold(scenario, AwsPlan.of(plan).experiments().keySet())) {
      throw refused(
          Code.LB1003,
          "the plan names no experiment for '%s'".formatted(scenario.word()),
          "name a template of AWS FIS in the plan: aws: { experiments: { %s: EXT… } }"
              .formatted(scenario.word()));
    }
  }

  /// In words, what it does to the regions.
  public String breaks() {
    return Optional.ofNullable(AwsPlan.of(plan).experiments().get(scenario.word()))
        .map(it ->
            "%s breaks %s by experiment %s".formatted(scenario.word(), plan.primary().name(), it))
        .orElse("%s moves the writer".formatted(scenario.word()));
  }

  /// In words, what AWS charges for it beside what runs anyway; empty where it makes nothing.
  public Optional<String> costs() {
    int databases = drilled.resources(Database.class).size();
    return scenario instanceof Scenario.Move && databases > 0
        ? Optional.of(
            "it copies %s to the other region and home again, and leaves %d instances, which cost"
                    .formatted(
                        databases == 1 ? "the database" : databases + " databases", 2 * databases)
                + " money until 'lifeboat residue' deletes them")
        : Optional.empty();
  }

  /// A canary whose rows nobody can count or remove would measure nothing and leave them behind.
  ///
  /// @param logins the databases that a login is given for
  /// @throws ProblemException LB1009 without the one of the canary's
  public void requireLogin(Set<String> logins) throws ProblemException {
    var rows = plan.canary().rows(drilled);
    if (rows.isPresent() && !logins.contains(rows.get().database())) {
      throw isPostgres(rows.get().database())
          ? uncounted("PGDATABASE or PGUSER", "PGDATABASE, PGUSER and PGPASSWORD to the guard's")
          : uncounted("MYSQL_USER", "MYSQL_USER, MYSQL_PWD and MYSQL_DATABASE to the guard's");
    }
  }

  private boolean isPostgres(String database) {
    return drilled.resources(Database.class).stream()
        .filter(it -> it.name().equals(database))
        .allMatch(it -> it.engine() == Database.Engine.POSTGRESQL);
  }

  private static ProblemException uncounted(String variables, String login) {
    return refused(
        Code.LB1009,
        "nobody could count the canary's rows: %s is not set".formatted(variables),
        "set %s login".formatted(login));
  }

  private static ProblemException refused(Code code, String what, String fix) {
    return ProblemException.lasting(code, what, "nothing was broken", fix);
  }
}
