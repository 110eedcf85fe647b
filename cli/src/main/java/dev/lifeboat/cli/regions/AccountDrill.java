package dev.lifeboat.cli.regions;

import dev.lifeboat.aws.drill.Experiments;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.Talk;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A drill in regions of AWS, which users depend on: only what a plan names can be broken, and only
/// by a name that is typed.
final class AccountDrill implements DrilledRegions {
  private final Accounts accounts;
  private final Request request;
  private @Nullable Platform reached;

  AccountDrill(Accounts accounts, Request request) {
    this.accounts = accounts;
    this.request = request;
  }

  private Plan plan() {
    return request.file().plan();
  }

  /// @throws ProblemException LB1005 for a kind or a database that no drill there can have, LB1003
  ///   for what the plan does not name, LB1009 without a login
  @Override
  public void require() throws ProblemException {
    for (var kind : request.kinds()) {
      if (!kind.startsWith("--scenario")) {
        throw refused(
            Code.LB1005,
            "the regions of plan '%s' are on AWS, and '%s' is for a lab alone"
                .formatted(plan().name(), kind),
            "use --scenario with one that the plan names an experiment for");
      }
    }
    Experiments.require(AwsPlan.of(plan()).experiments(), request.scenario());
    requireReadable();
    requireLogin();
  }

  /// A drill counts rows, compares them and reads what the old writer has alone.
  private void requireReadable() throws ProblemException {
    for (var database : request.drilled().resources(Database.class)) {
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
    var logins = GuardLogins.in(System.getenv(), request.drilled().resources(Database.class));
    var rows = plan().canary().rows(request.drilled());
    if (rows.isPresent() && !logins.containsKey(rows.get().database())) {
      throw refused(
          Code.LB1009,
          "nobody could count the canary's rows: PGDATABASE or PGUSER is not set",
          "set PGDATABASE, PGUSER and PGPASSWORD to the guard's login");
    }
  }

  @Override
  public Platform begin(NameConfirmation name, Terminal terminal, Talk talk)
      throws InterruptedException, ProblemException {
    var account = accounts.required(request.file());
    reached = account;
    confirm(name, terminal);
    return account;
  }

  @Override
  public boolean stay(boolean keep) {
    return true;
  }

  @Override
  public void end(boolean keep) {
    if (reached != null) {
      reached.close();
    }
  }

  private void confirm(NameConfirmation name, Terminal terminal)
      throws InterruptedException, ProblemException {
    var scenario = request.scenario().word();
    var breaks =
        Optional.ofNullable(AwsPlan.of(plan()).experiments().get(scenario))
            .map(it ->
                "%s breaks %s by experiment %s".formatted(scenario, plan().primary().name(), it))
            .orElse("%s moves the writer".formatted(scenario));
    name.ask(
        terminal,
        () -> List.of(breaks),
        "a drill of '%s' is held with its users, and nobody is there to confirm it: %s"
            .formatted(plan().name(), breaks),
        "nothing was broken",
        "use --confirm " + plan().name());
  }

  private static ProblemException refused(Code code, String what, String fix) {
    return ProblemException.lasting(code, what, "nothing was broken", fix);
  }
}
