package dev.lifeboat.cli;

import dev.lifeboat.aws.drill.Experiments;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds a drill in regions of AWS, which users depend on: only what a plan names can be broken,
/// only by a name that is typed, and only while nothing stands in the way of a failover or of the
/// way home.
///
/// @param environment where the login is found, as psql finds it
record DrillOnAws(
    Terminal terminal,
    Options options,
    PlanFile file,
    Workload drilled,
    Map<String, String> environment) {

  /// @param confirm the plan's name if it was given; [NameConfirmation#requireRight] refused a
  ///   wrong one before
  /// @throws ProblemException when it had not even begun: LB1003 what the plan does not name,
  ///   LB2010 what stands in the way or would not heal, LB3004 another name
  DrillResult hold(Scenario scenario, Optional<String> confirm, Talk talk)
      throws InterruptedException, ProblemException {
    Experiments.require(AwsPlan.of(file.plan()).experiments(), scenario);
    requireReadable();
    requireLogin();
    try (var platform = Accounts.of(file.plan(), environment)) {
      requireNothingInTheWay(platform);
      var drills = platform.ability(drilled, Drills.class);
      if (drills.isPresent()) {
        drills.get().require(scenario);
      }
      if (confirm.isEmpty()) {
        ask(scenario);
      }
      return terminal
          .drills(options, file, drilled, platform, confirm.isPresent(), talk)
          .hold(scenario);
    }
  }

  /// Of a kind of drill that a lab alone can hold.
  static ProblemException forALab(Plan plan, String kind) {
    return refused(
        Code.LB1005,
        "the regions of plan '%s' are on AWS, and '%s' is for a lab alone"
            .formatted(plan.name(), kind),
        "use --scenario with one that the plan names an experiment for");
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
    var logins = GuardLogins.in(environment, drilled.resources(Database.class));
    var rows = file.plan().canary().rows();
    if (rows.isPresent() && !logins.containsKey(rows.get().database())) {
      throw refused(
          Code.LB1009,
          "nobody could count the canary's rows: PGDATABASE or PGUSER is not set",
          "set PGDATABASE, PGUSER and PGPASSWORD to the guard's login");
    }
  }

  private void requireNothingInTheWay(Platform platform)
      throws InterruptedException, ProblemException {
    var provider = platform.provider(drilled);
    var writer =
        new ControlledWorkload(file, drilled, platform, options.state).placement().writer();
    for (var mode : List.of(Mode.FAILOVER, Mode.SWITCHOVER)) {
      var runbook = Kinds.of(file.plan()).compiler().compile(file.plan(), drilled, mode, writer);
      var obstacle = obstacle(runbook, provider);
      if (obstacle.isPresent()) {
        throw Problem.lasting(
                Code.LB2010,
                "a %s would not get to its end: %s: %s"
                    .formatted(mode.word(), obstacle.get().goal(), obstacle.get().now()),
                "users would wait for a person; nothing was broken",
                "lifeboat check " + file.path())
            .asException();
      }
    }
  }

  /// What two looks found: one call of many that was not answered in time is no obstacle.
  private static Optional<Preview.Row> obstacle(Runbook runbook, Provider provider)
      throws InterruptedException, ProblemException {
    return Preview.of(runbook, provider).impossible().isEmpty()
        ? Optional.empty()
        : Preview.of(runbook, provider).impossible().stream().findFirst();
  }

  private void ask(Scenario scenario) throws ProblemException {
    var plan = file.plan();
    var breaks =
        Optional.ofNullable(AwsPlan.of(plan).experiments().get(scenario.word()))
            .map(it ->
                "%s breaks %s by experiment %s"
                    .formatted(scenario.word(), plan.primary().name(), it))
            .orElse("%s moves the writer".formatted(scenario.word()));
    var prompt = terminal.prompt();
    if (prompt.isEmpty()) {
      throw refused(
          Code.LB1006,
          "a drill of '%s' is held with its users, and nobody is there to confirm it: %s"
              .formatted(plan.name(), breaks),
          "use --confirm " + plan.name());
    }
    terminal.err().println(breaks);
    var answer = prompt.get().apply("type the plan's name to go on:");
    if (!answer.map(String::strip).equals(Optional.of(plan.name()))) {
      throw Problem.lasting(
              Code.LB3004,
              "the answer was not '%s'".formatted(plan.name()),
              "nothing was broken",
              "repeat the command when it is wanted")
          .asException();
    }
  }

  private static ProblemException refused(Code code, String what, String fix) {
    return Problem.lasting(code, what, "nothing was broken", fix).asException();
  }
}
