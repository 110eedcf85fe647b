package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.drill.CanaryOfUsers;
import dev.lifeboat.aws.drill.DrillInventory;
import dev.lifeboat.aws.drill.DrilledObjects;
import dev.lifeboat.aws.drill.DrilledRows;
import dev.lifeboat.aws.drill.Experiments;
import dev.lifeboat.aws.drill.NoSandbox;
import dev.lifeboat.aws.drill.OldSideWrites;
import dev.lifeboat.aws.drill.SqlLogin;
import dev.lifeboat.aws.drill.WholeBuckets;
import dev.lifeboat.aws.drill.WholeTables;
import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.aws.s3.StoredObjects;
import dev.lifeboat.drill.Loan;
import dev.lifeboat.drill.LoanStatus;
import dev.lifeboat.drill.Sandbox;
import dev.lifeboat.drill.Site;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.World;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.watch.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Regions of AWS as a place to hold drills of one workload in: broken by experiments of AWS FIS,
/// measured by a canary that comes as users do, and looked at by SQL as the services log in.
final class AwsDrills implements Site {
  /// An alarm of CloudWatch needs minutes, and RDS as many to start what was ended.
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5));

  private final Plan plan;
  private final Workload drilled;
  private final AwsAccount account;
  private final Experiments experiments;
  private final Map<String, Reachable> databases;
  private final Map<String, SqlLogin> logins;
  private final Map<String, StoredObjects> buckets;
  private final DrilledRows rows;
  private final DrilledObjects objects;
  private final InstantSource clock;
  private final Watcher.Pause pause;
  private final List<String> clients = new CopyOnWriteArrayList<>();

  AwsDrills(
      Plan plan,
      Workload drilled,
      AwsAccount account,
      Experiments experiments,
      Map<String, Reachable> databases,
      Map<String, StoredObjects> buckets,
      Map<String, SqlLogin> logins,
      InstantSource clock,
      Watcher.Pause pause) {
    this.plan = plan;
    this.drilled = drilled;
    this.account = account;
    this.experiments = experiments;
    this.databases = Map.copyOf(databases);
    this.logins = Map.copyOf(logins);
    this.buckets = Map.copyOf(buckets);
    this.rows = new DrilledRows(plan.canary(), databases, logins);
    this.objects =
        new DrilledObjects(
            plan.canary(), buckets, List.of(plan.primary().name(), plan.recovery().name()));
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public ProviderKind kind() {
    return new AwsKind();
  }

  @Override
  public Fault.Injector faults() {
    return experiments;
  }

  @Override
  public Patience patience() {
    return PATIENCE;
  }

  @Override
  public boolean awaitsPerson(Workload workload) {
    return workload.failover().trigger() != FailoverPolicy.Trigger.AUTOMATIC;
  }

  @Override
  public Views views(Workload workload) throws ProblemException {
    return account.views(workload, plan.primary().name());
  }

  @Override
  public Replicas replicas(Workload workload) throws ProblemException {
    return account.replicas(workload, plan.primary().name());
  }

  @Override
  public World world(Workload workload, People people) throws ProblemException {
    return account.world(workload, people);
  }

  @Override
  public Canary startCanary(Workload workload, String client, Load load, Path log)
      throws ProblemException {
    clients.add(client);
    return new CanaryOfUsers(clock, plan.canary()).start(workload, client, load, log);
  }

  @Override
  public StoredNumbers rows(Workload workload, String region, String client)
      throws InterruptedException {
    return rows.in(region, client);
  }

  @Override
  public StoredNumbers objects(Workload workload, String region, String client)
      throws InterruptedException {
    try {
      var placed = account.placements().read(workload.name());
      return objects.in(
          region,
          client,
          placed.stream()
              .filter(it -> it.writer().equals(region))
              .mapToLong(Placement::epoch)
              .findFirst());
    } catch (ProblemException silent) {
      return new StoredNumbers.Unread(silent.problem().happened());
    }
  }

  @Override
  public List<DataCheck.Part> data(Workload workload, String writer) throws InterruptedException {
    var copy = plan.pair().otherThan(writer);
    var parts = new ArrayList<DataCheck.Part>();
    for (var database : workload.resources(Database.class)) {
      var login = logins.get(database.name());
      parts.addAll(
          login == null
              ? List.of(DataCheck.Part.unknown(database.name(), null, "nobody is logged in to it"))
              : new WholeTables(login, clock, pause)
                  .compare(
                      database.name(),
                      Objects.requireNonNull(databases.get(database.name()), database.name()),
                      writer,
                      copy));
    }
    for (var bucket : workload.resources(Bucket.class)) {
      parts.add(
          new WholeBuckets(clock, pause, bucket.replicateDeletes())
              .compare(
                  bucket.name(),
                  Objects.requireNonNull(buckets.get(bucket.name()), bucket.name()),
                  writer,
                  copy));
    }
    return parts;
  }

  @Override
  public Ledger ledger(Workload workload, String region, String run, Epochs epochs)
      throws InterruptedException {
    var other = plan.pair().otherThan(region);
    return new OldSideWrites(plan.canary(), logins, databases, buckets)
        .of(workload, region, other, run, epochs);
  }

  @Override
  public void forget(Workload workload, String client)
      throws InterruptedException, ProblemException {
    var placed = account.placements().read(workload.name());
    rows.remove(placed.orElseThrow().writer(), client);
    objects.remove(client);
  }

  @Override
  public SortedMap<String, String> inventory() throws InterruptedException, ProblemException {
    return new DrillInventory(
            plan,
            drilled,
            account.provider(drilled),
            account.placements(),
            databases,
            rows,
            objects,
            clients)
        .take();
  }

  @Override
  public Sandbox sandbox(Workload workload) {
    return new NoSandbox();
  }

  @Override
  public Controller startController(RunId run) throws ProblemException {
    throw forALab("a controller that is killed in the middle of a run");
  }

  @Override
  public void lend(Workload workload, Loan loan) throws ProblemException {
    throw forALab("a loan of reads");
  }

  @Override
  public LoanStatus lent(Workload workload, Loan loan) throws ProblemException {
    throw forALab("a loan of reads");
  }

  @Override
  public void takeBack(Workload workload, Loan loan) throws ProblemException {
    throw forALab("a loan of reads");
  }

  private static ProblemException forALab(String what) {
    return Problem.lasting(
            Code.LB1003,
            what + " is for a lab alone",
            "nothing was broken",
            "use --scenario region-loss")
        .asException();
  }
}
