package dev.lifeboat.cli.drill;

import dev.lifeboat.aws.drill.Experiments;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.cli.regions.GuardLogins;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/// A drill in regions of AWS, which users depend on: only what a plan names can be broken, and only
/// by a name that is typed.
record DrillOnAws(Plan plan, Workload drilled, Scenario scenario) {

  /// Asks nobody.
  ///
  /// @param kinds of drill that were asked for
  /// @throws ProblemException LB1005 for a kind or a database that no drill there can have, LB1003
  ///   for what the plan does not name, LB1009 without a login
  void require(List<String> kinds) throws ProblemException {
    for (var kind : kinds) {
      if (!kind.startsWith("--scenario")) {
        throw refused(
            Code.LB1005,
            "the regions of plan '%s' are on AWS, and '%s' is for a lab alone"
                .formatted(plan.name(), kind),
            "use --scenario with one that the plan names an experiment for");
      }
    }
    Experiments.require(AwsPlan.of(plan).experiments(), scenario);
    requireReadable();
    requireLogin();
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
  private void requireLogin() throws ProblemException {
    var logins = GuardLogins.in(System.getenv(), drilled.resources(Database.class));
    var rows = plan.canary().rows();
    if (rows.isPresent() && !logins.containsKey(rows.get().database())) {
      throw refused(
          Code.LB1009,
          "nobody could count the canary's rows: PGDATABASE or PGUSER is not set",
          "set PGDATABASE, PGUSER and PGPASSWORD to the guard's login");
    }
  }

  void confirm(NameConfirmation name, Terminal terminal)
      throws InterruptedException, ProblemException {
    var breaks =
        Optional.ofNullable(AwsPlan.of(plan).experiments().get(scenario.word()))
            .map(it ->
                "%s breaks %s by experiment %s"
                    .formatted(scenario.word(), plan.primary().name(), it))
            .orElse("%s moves the writer".formatted(scenario.word()));
    name.ask(
        terminal,
        () -> List.of(breaks),
        "a drill of '%s' is held with its users, and nobody is there to confirm it: %s"
            .formatted(plan.name(), breaks),
        "nothing was broken",
        "use --confirm " + plan.name());
  }

  private static ProblemException refused(Code code, String what, String fix) {
    return ProblemException.lasting(code, what, "nothing was broken", fix);
  }
}
