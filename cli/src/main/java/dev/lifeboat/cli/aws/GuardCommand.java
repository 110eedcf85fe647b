package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.guard.GuardDuty;
import dev.lifeboat.aws.guard.GuardLoop;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.cli.regions.Accounts;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.MysqlVariables;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
      "Ends only when it is stopped, with 130 or 143; what it told the database stands",
      "until its end, by when another one may go on. With --observe, --release and",
      "--arm it ends at once.",
      "Example: lifeboat guard lifeboat.yaml --region east"
    })
public final class GuardCommand extends PlanCommand {
  /// The seconds that an attempt to get a lease may take, beside the lease and its wait.
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(30);

  private static final String DNS_SECONDS = "5";

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
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    // A database that failed over within its region has another address at once; the JDK asks anew
    // after 30 s.
    Security.setProperty("networkaddress.cache.ttl", DNS_SECONDS);
    var guarded = file.workload(workload);
    requireRegion(file.plan());
    var lease = AwsPlan.of(file.plan()).lease();
    var state = options.state.resolve("guard").resolve(region);
    try (var account = Accounts.ofGuard(file.plan());
        var progress = progress()) {
      var place = new WorkloadGuard.Place(guarded.name(), region);
      var databases =
          new GuardedDatabases(
                  environment,
                  lease,
                  secret -> secret.in(region).map(it -> account.password(region, it)))
              .of(guarded);
      if (act.isOnce()) {
        return act.on(account, place, databases, new GuardAct.Person(progress, options.person));
      }
      try (var _ = alone(state, guarded.name())) {
        guard(account, progress, place, databases, state, lease);
      }
      throw new InterruptedException("stopped");
    } catch (IOException unreadable) {
      throw Problem.lasting(
              Code.LB4001,
              "what a guard of '%s' kept before cannot be read: %s"
                  .formatted(guarded.name(), FileFailure.told(unreadable)),
              "without it this guard might hold a lease that it gave back",
              "mend the permissions of " + state)
          .asException(unreadable);
    }
  }

  /// Until it is stopped.
  private void guard(
      AwsAccount account,
      ProgressPrinter progress,
      WorkloadGuard.Place place,
      Map<String, GuardedLogins> databases,
      Path state,
      Duration lease)
      throws IOException, InterruptedException, ProblemException {
    var guard = account.guard(place, databases, state);
    progress.tell(
        "guard", "begun", "%s in %s, %s".formatted(place.workload(), region, words(databases)));
    guard.begin();
    var reports = account.reports(place.workload());
    var told = new GuardNarrator(progress, it -> reports.tell(region, it));
    var patience = lease.multipliedBy(2).plus(LONGEST_ATTEMPT);
    var duty =
        new GuardDuty(
            place, account.placements(place)::read, () -> guard.state().held(), guard::databases);
    var metrics = GuardMetrics.of(place, databases.keySet(), guard::state, guard::databases);
    try (var _ = GuardHealth.begin(duty, metrics, Optional.ofNullable(health))) {
      new GuardLoop(guard, place, duty, told, patience).run();
    }
    // It was stopped; the rest ends in order.
    var _ = Thread.interrupted();
    guard.end();
  }

  /// Two guards of one folder would end each other's lease.
  private static ExclusiveLock alone(Path state, String workload) throws ProblemException {
    try {
      return ExclusiveLock.on(Files.createDirectories(state).resolve(workload + ".lock"));
    } catch (IOException taken) {
      throw Problem.lasting(
              Code.LB6001,
              "no guard of '%s' can have %s for itself: %s"
                  .formatted(workload, state, FileFailure.told(taken)),
              "nothing is guarded by this one",
              "give each guard a folder of its own that it can write: --state DIR")
          .asException(taken);
    }
  }

  private void requireRegion(Plan of) throws ProblemException {
    var kind = Kinds.of(of);
    if (!kind.servesUsers()) {
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

  private static String words(Map<String, GuardedLogins> databases) {
    return databases.values().stream().map(GuardedLogins::login).collect(Collectors.joining(", "));
  }

  private static ProblemException refused(Code code, String what, String fix) {
    return ProblemException.lasting(code, what, "nothing is guarded", fix);
  }
}
