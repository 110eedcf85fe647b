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
/// and only what can be measured and read back.
public record DrillRules(Plan plan, Workload drilled, Scenario scenario) {

  /// Asks nobody.
  ///
  /// @throws ProblemException LB1003 for what the plan does not name, LB1005 for a database that no
  ///   drill there can have
  public void require() throws ProblemException {
    Experiments.require(AwsPlan.of(plan).experiments(), scenario);
    requireReadable();
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

  /// A drill counts rows, compares them and reads what the old writer has alone.
  private void requireReadable() throws ProblemException {
    for (var database : drilled.resources(Database.class)) {
      if (database.engine() != Database.Engine.POSTGRESQL) {
        throw refused(
            Code.LB1005,
            "database '%s' is of %s, whose rows no drill reads yet"
                .formatted(database.name(), database.engine().word()),
            "try its failover and failback by hand: 'lifeboat switchover' loses nothing");
      }
    }
  }

  /// A canary whose rows nobody can count or remove would measure nothing and leave them behind.
  ///
  /// @param logins the databases that the guard's login is given for
  /// @throws ProblemException LB1009 without the one of the canary's
  public void requireLogin(Set<String> logins) throws ProblemException {
    var rows = plan.canary().rows(drilled);
    if (rows.isPresent() && !logins.contains(rows.get().database())) {
      throw refused(
          Code.LB1009,
          "nobody could count the canary's rows: PGDATABASE or PGUSER is not set",
          "set PGDATABASE, PGUSER and PGPASSWORD to the guard's login");
    }
  }

  private static ProblemException refused(Code code, String what, String fix) {
    return ProblemException.lasting(code, what, "nothing was broken", fix);
  }
}
