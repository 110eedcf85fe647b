package dev.lifeboat.aws.provider;

import static java.util.stream.Collectors.toMap;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.drill.DrilledStores;
import dev.lifeboat.aws.drill.Experiments;
import dev.lifeboat.aws.drill.FaultSigns;
import dev.lifeboat.aws.drill.OldSideWrites;
import dev.lifeboat.aws.dynamodb.DynamoCopies;
import dev.lifeboat.aws.dynamodb.DynamoIntents;
import dev.lifeboat.aws.dynamodb.DynamoPauses;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.NearPlacement;
import dev.lifeboat.aws.guard.StoredPassword;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.rds.LeftInstances;
import dev.lifeboat.aws.rds.OpenInstances;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.aws.rds.Zones;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.aws.s3.StoredObjects;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.aws.watch.AwsReplicas;
import dev.lifeboat.aws.watch.StoreLags;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.LoginPassword;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Copies;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Adoption;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.provider.Notices;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.RegionAnswers;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Runbook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The regions of a plan whose provider is AWS, and everything that can be done with them: the one
/// place where its parts are wired together.
public final class AwsAccount implements Platform, Adoption, Notices, RegionAnswers {
  /// Each look is a call that AWS counts, and nothing there is over within a second.
  private static final Pace PACE =
      new Pace(
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(15));

  private final Plan plan;
  private final AwsClients clients;
  private final AccountTables tables;
  private final AccountProbes probes;

  /// @param plan whose regions are all on AWS
  /// @param clients closed together with this object
  public AwsAccount(Plan plan, AwsClients clients) {
    this(plan, clients, AccountProbes.NONE);
  }

  /// As above.
  ///
  /// @param probes what else looks into the account
  public AwsAccount(Plan plan, AwsClients clients, AccountProbes probes) {
    this.plan = plan;
    this.clients = clients;
    this.tables = AccountTables.of(plan, clients);
    this.probes = probes;
  }

  /// Who votes on the right to write: the same objects for as long as this one is used.
  public Voters voters() {
    return tables.voters();
  }

  @Override
  public ProviderKind kind() {
    return new AwsKind();
  }

  @Override
  public Placements placements() {
    return tables.placements();
  }

  @Override
  public void keepWriter(Workload workload, Placement placed)
      throws ProblemException, InterruptedException {
    var records = tables.placements().records(workload.name());
    for (var database : workload.resources(Database.class)) {
      var _ =
          records.keep(
              database.name(), placed.writer(), new FollowRecord(placed.epoch(), Optional.empty()));
    }
  }

  @Override
  public Optional<String> send(String subject, String text)
      throws ProblemException, InterruptedException {
    if (AwsPlan.of(plan).names().topic().isEmpty()) {
      return Optional.empty();
    }
    var topic = PlanTopic.of(clients, plan);
    return Optional.of(
        "published to %s, message %s".formatted(topic.arn(), topic.publish(subject, text)));
  }

  @Override
  public Duration mostSkew() {
    return CallerLook.MOST_SKEW;
  }

  @Override
  public Answer answer(String region) throws InterruptedException, ProblemException {
    return new CallerLook(plan, clients).answer(region);
  }

  @Override
  public Reconcilers reconcilers(Workload workload) throws ProblemException {
    return new AwsReconcilers(clients, tables, probes, plan, workload, sites(workload))
        .reconcilers();
  }

  @Override
  public Verifier verifier(Workload workload) {
    return new NameVerifier(workload);
  }

  @Override
  public Intents intents() {
    return new DynamoIntents(
        clients,
        plan.regions().values().stream().collect(toMap(Region::name, AwsRegion::nameOf)),
        AwsPlan.of(plan).journals());
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  /// In the arbiter's region.
  @Override
  public DynamoCopies copies() {
    return new DynamoCopies(tables.journals());
  }

  /// How far the copies of the stores of `workload` are behind.
  ///
  /// @throws ProblemException as [#reconcilers] says
  public StoreLags lags(Workload workload) throws ProblemException {
    return new StoreLags(clients, sites(workload), InstantSource.system());
  }

  @Override
  public String atRisk(Workload workload, Runbook runbook) throws InterruptedException {
    return new CopyLags(this, workload).atRisk(runbook);
  }

  @Override
  public Views views(Workload workload, String region) throws ProblemException {
    return new AwsWatchSources(plan, workload, clients)
        .views(region, voters(), reports(workload.name()), placements());
  }

  @Override
  public Replicas replicas(Workload workload, String region) throws ProblemException {
    var lags = lags(workload);
    return new AwsReplicas(() -> lags.all(region, plan.pair().otherThan(region)));
  }

  @Override
  public List<Problem> leftOpen(Workload workload, String writer)
      throws ProblemException, InterruptedException {
    var open = new ArrayList<Problem>();
    for (var of : sites(workload).databases().values()) {
      open.addAll(new OpenInstances(new RdsInstances(clients, of)).beside(writer));
    }
    return open;
  }

  @Override
  public List<Ability> abilities(Workload workload) throws ProblemException {
    var stores = stores(workload);
    var signs = healing(workload);
    var alone = new OldSideWrites(plan.canary(), stores, InstantSource.system());
    var ledgers = new AwsLedgers(alone, workload, plan.pair());
    return List.of(
        new Experiments(
            clients,
            AwsRegion.nameOf(plan.primary()),
            new AwsKind().templates(plan, workload),
            signs,
            InstantSource.system(),
            Thread::sleep,
            new HashMap<>(),
            new HashSet<>()),
        ledgers,
        new LeftInstances(
            sites(workload).databases().values().stream()
                .map(it -> new RdsInstances(clients, it))
                .toList()),
        new AwsDrills(plan, workload, this, signs, stores, InstantSource.system(), Thread::sleep),
        new MetricBoard(clients, AwsRegion.nameOf(plan.recovery()), InstantSource.system()));
  }

  private DrilledStores stores(Workload workload) throws ProblemException {
    return new DrilledStores(
        Copies.each(
            sites(workload).databases(), it -> new Reachable(new RdsInstances(clients, it))),
        Copies.each(sites(workload).buckets(), it -> new StoredObjects(new Buckets(clients, it))),
        probes.logins().of(workload.resources(Database.class)));
  }

  private FaultSigns healing(Workload workload) throws ProblemException {
    var zones =
        Copies.each(sites(workload).databases(), it -> new Zones(new RdsInstances(clients, it)));
    return new FaultSigns(workload, reconcilers(workload), zones);
  }

  private AwsSites sites(Workload workload) throws ProblemException {
    return AwsSites.of(plan, workload);
  }

  /// What the guards of `workload` tell of their databases, in the arbiter's region.
  public GuardReports reports(String workload) {
    return tables.reports(workload);
  }

  @Override
  public Pauses pauses() {
    return new DynamoPauses(tables.journals());
  }

  /// A password that is kept in Secrets Manager of a region of the plan.
  ///
  /// @param secret its name there
  public LoginPassword password(String region, String secret) {
    var in = Objects.requireNonNull(plan.regions().get(region), region);
    return new StoredPassword(clients, AwsRegion.nameOf(in), secret);
  }

  /// Where the writer is, also while nothing answers but the guard's own region.
  public NearPlacement placements(WorkloadGuard.Place place) {
    var region = Objects.requireNonNull(plan.regions().get(place.region()));
    return new NearPlacement(
        tables.placements(),
        DynamoTable.of(clients, AwsRegion.nameOf(region), AwsPlan.of(plan).votes()));
  }

  /// A guard of one workload in one region.
  ///
  /// @param databases by their names in the plan
  /// @param state a folder of its own; what is kept there lets a restarted guard go on
  public WorkloadGuard guard(
      WorkloadGuard.Place place, Map<String, GuardedLogins> databases, Path state)
      throws IOException {
    var asked = new LinkedHashMap<String, VoterClient>();
    // A renewal that takes longer than a lease is of no use, and there must be time for another
    // one.
    var answer = tables.terms().length().dividedBy(2);
    tables.votes().forEach((region, table) -> asked.put(region, table.within(answer)));
    return new WorkloadGuard(
        place, asked, tables.terms(), MonotonicClock.ofThisMachine(), databases, state);
  }

  @Override
  public void close() {
    clients.close();
  }
}
