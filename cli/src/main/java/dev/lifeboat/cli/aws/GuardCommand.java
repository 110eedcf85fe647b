package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.guard.PlanVariable;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.provider.AccountGuard;
import dev.lifeboat.cli.regions.Accounts;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.MysqlVariables;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.security.Security;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Keeps a workload's lease in one region of AWS, and lets its services write there only with it.
/// Runs until it is stopped; one or two in each of the two regions, beside the database.
@Command(
    name = "guard",
    description = "Keep a workload's lease in one region, and let its services write only with it.",
    footer = {
      "",
      "The database is found as psql finds it: PGHOST, PGPORT, PGDATABASE, PGUSER,",
      "PGPASSWORD, PGSSLMODE (prefer), PGSSLROOTCERT. One of MySQL or MariaDB by:",
      MysqlVariables.NAMES + ".",
      "PGPASSWORD_FILE and MYSQL_PWD_FILE name a file that is read at each connection;",
      "a guardSecret of the plan comes first.",
      "Of several databases each by its own: ORDERS_PGHOST is PGHOST of 'orders'.",
      "As PLAN '-' is the text, in base 64, of " + PlanVariable.NAME + ".",
      "Ends only when it is stopped, with 130 or 143; what it told the database stands",
      "until its end, by when another one may go on. With --observe, --release and",
      "--arm it ends at once.",
      "Example: lifeboat guard lifeboat.yaml --region east"
    })
public final class GuardCommand extends PlanCommand {
  private static final String DNS_SECONDS = "5";
  private static final Path IN_ENVIRONMENT = Path.of("-");

  private final Map<String, String> environment;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      required = true,
      description = "The region of the plan in which this guard stands.")
  private String region = "";

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to guard.")
  private @Nullable String workload;

  @Option(
      names = "--health",
      paramLabel = "PORT",
      description =
          "Answer HTTP there: 200 while it holds the lease or has none to hold, else 503 and why;"
              + " /metrics for Prometheus.")
  private @Nullable Integer health;

  @ArgGroup(exclusive = true)
  private GuardAct act = new GuardAct();

  public GuardCommand() {
    this(System.getenv());
  }

  GuardCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.KEEPS;
  }

  /// It ends when it is stopped, and moves nobody.
  @Override
  public boolean journals() {
    return false;
  }

  @Override
  protected PlanFile read() throws ProblemException {
    return plan.equals(IN_ENVIRONMENT)
        ? Kinds.read(plan, PlanVariable.in(environment))
        : super.read();
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    // A database that failed over within its region has another address at once; the JDK asks anew
    // after 30 s.
    Security.setProperty("networkaddress.cache.ttl", DNS_SECONDS);
    var guarded = file.workload(workload);
    requireRegion(file.plan());
    var lease = AwsPlan.of(file.plan()).lease();
    var state = Kinds.of(file.plan()).files().in(options.state).resolve(region);
    try (var account = Accounts.ofGuard(file.plan())) {
      var place = new WorkloadGuard.Place(guarded.name(), region);
      var databases =
          new GuardedDatabases(
                  environment,
                  lease,
                  secret -> secret.in(region).map(it -> account.password(region, it)))
              .of(guarded);
      try (var progress = progress()) {
        if (act.isOnce()) {
          return act.on(account, place, databases, new GuardAct.Person(progress, options.person));
        }
        new AccountGuard(account, place, databases, state, lease)
            .run(new GuardNarrator(progress, place, databases, Optional.ofNullable(health)));
        throw new InterruptedException("stopped");
      }
    }
  }

  private void requireRegion(Plan of) throws ProblemException {
    var kind = Kinds.of(of);
    if (kind.raisesRegions()) {
      var word = kind.keys().word();
      throw refused(
          Code.LB1005,
          "the regions of plan '%s' are a %s's, whose agents guard them".formatted(of.name(), word),
          "use 'lifeboat %s up'".formatted(word));
    }
    var pair = of.pair();
    if (!pair.contains(region)) {
      throw refused(
          Code.LB1003,
          "'%s' is no region that may hold a writer".formatted(region),
          "use --region with one of %s, %s".formatted(pair.primary(), pair.recovery()));
    }
  }

  private static ProblemException refused(Code code, String what, String fix) {
    return ProblemException.lasting(code, what, "nothing is guarded", fix);
  }
}
