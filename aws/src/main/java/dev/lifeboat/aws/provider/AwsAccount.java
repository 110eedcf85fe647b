package dev.lifeboat.aws.provider;

import static java.util.stream.Collectors.toMap;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.aws.drill.Experiments;
import dev.lifeboat.aws.drill.FaultSigns;
import dev.lifeboat.aws.drill.OldSideWrites;
import dev.lifeboat.aws.drill.SqlLogins;
import dev.lifeboat.aws.guard.VoteTables;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.rds.SecurityGroups;
import dev.lifeboat.aws.rds.Zones;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.aws.s3.StoredObjects;
import dev.lifeboat.aws.store.DynamoCopies;
import dev.lifeboat.aws.store.DynamoIntents;
import dev.lifeboat.aws.store.DynamoJournal;
import dev.lifeboat.aws.store.DynamoPauses;
import dev.lifeboat.aws.store.DynamoPlacements;
import dev.lifeboat.aws.store.DynamoVoter;
import dev.lifeboat.aws.store.GuardReports;
import dev.lifeboat.guard.Guard;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Adoption;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Runbook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The regions of a plan whose provider is AWS, and everything that can be done with them: the one
/// place where its parts are wired together.
public final class AwsAccount implements Platform, Adoption {
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
  private final AwsPlan shared;
  private final AwsClients clients;
  private final DynamoPlacements placements;
  private final Map<String, DynamoVoter> tables;
  private final VoteTables voters;
  private final LeaseTerms terms;
  private final Preconditions.OfWorkload needs;
  private final SecurityGroups groups;
  private final LoginProbe entry;
  private final SqlLogins logins;

  /// @param plan whose regions are all on AWS
  /// @param clients closed together with this object
  public AwsAccount(Plan plan, AwsClients clients) {
    this(
        plan,
        clients,
        Preconditions.NONE,
        SecurityGroups.UNSEEN,
        LoginProbe.UNTRIED,
        SqlLogins.NONE);
  }

  /// As above.
  ///
  /// @param needs looked at before a run changes anything
  /// @param groups what closes a database that no guard fences
  /// @param entry who tries whether it is closed
  /// @param logins by which a drill or a ledger looks into databases
  public AwsAccount(
      Plan plan,
      AwsClients clients,
      Preconditions.OfWorkload needs,
      SecurityGroups groups,
      LoginProbe entry,
      SqlLogins logins) {
    this.plan = plan;
    this.clients = clients;
    this.shared = AwsPlan.of(plan);
    this.terms = LeaseTerms.lasting(shared.lease());
    this.needs = needs;
    this.groups = groups;
    this.entry = entry;
    this.logins = logins;
    var placed = region(plan, shared.placementsIn());
    this.placements = new DynamoPlacements(clients.dynamo(placed), placed, shared.placements());
    this.tables = tables(plan, clients, terms);
    this.voters = new VoteTables(plan.primary().name(), plan.recovery().name(), tables);
  }

  private static String region(Plan plan, Region.Role role) {
    return plan.regions().values().stream()
        .filter(region -> region.role() == role)
        .map(AwsRegion::nameOf)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, DynamoVoter> tables(Plan plan, AwsClients clients, LeaseTerms terms) {
    var voters = new LinkedHashMap<String, DynamoVoter>();
    for (var region : plan.regions().values()) {
      var there = AwsRegion.nameOf(region);
      var table = new DynamoVoter.Table(clients.dynamo(there), there, AwsPlan.of(plan).votes());
      voters.put(region.name(), new DynamoVoter(table, terms, MonotonicClock.ofThisMachine()));
    }
    return voters;
  }

  /// Who votes on the right to write: the same objects for as long as this one is used.
  public Voters voters() {
    return voters;
  }

  @Override
  public ProviderKind kind() {
    return new AwsKind();
  }

  @Override
  public Placements placements() {
    return placements;
  }

  @Override
  public void keepWriter(Workload workload, Placement placed)
      throws ProblemException, InterruptedException {
    var records = placements.records(workload.name());
    for (var database : workload.resources(Database.class)) {
      var _ =
          records.keep(
              database.name(), placed.writer(), new FollowRecord(placed.epoch(), Optional.empty()));
    }
  }

  @Override
  public Provider provider(Workload workload) throws ProblemException {
    return new AwsProvider(clients, placements, voters, terms, groups, entry, journals())
        .of(plan, workload, AwsSites.of(plan, workload), needs.of(workload));
  }

  @Override
  public Verifier verifier(Workload workload) {
    return new NameVerifier(workload);
  }

  @Override
  public Intents intents() {
    return new DynamoIntents(clients, regions(), shared.journals());
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  /// In the arbiter's region.
  @Override
  public DynamoCopies copies() {
    return new DynamoCopies(journals());
  }

  private DynamoJournal.Table journals() {
    var arbiter = region(plan, Region.Role.ARBITER);
    return new DynamoJournal.Table(clients.dynamo(arbiter), arbiter, shared.journals());
  }

  /// How far the copies of the databases of `workload` in `region` are behind, by their names.
  ///
  /// @throws ProblemException as [#provider] says
  public Map<String, ReplicaLag> lags(Workload workload, String region)
      throws ProblemException, InterruptedException {
    var asked = new ReplicaLags(clients, InstantSource.system());
    var lags = new TreeMap<String, ReplicaLag>();
    for (var database : AwsSites.of(plan, workload).databases().entrySet()) {
      var site = Objects.requireNonNull(database.getValue().get(region), region);
      lags.put(database.getKey(), asked.of(site));
    }
    return lags;
  }

  @Override
  public String atRisk(Workload workload, Runbook runbook) throws InterruptedException {
    return new CopyLags(this, workload).atRisk(runbook);
  }

  @Override
  public Views views(Workload workload, String region) throws ProblemException {
    return new AwsWatchSources(plan, workload, clients)
        .views(region, voters, reports(workload.name()));
  }

  @Override
  public Replicas replicas(Workload workload, String region) throws ProblemException {
    return new AwsWatchSources(plan, workload, clients).replicas(region);
  }

  @Override
  public List<Ability> abilities(Workload workload) throws ProblemException {
    var known = logins.of(workload.resources(Database.class));
    var databases = new LinkedHashMap<String, Reachable>();
    instances(workload).forEach((name, each) -> databases.put(name, new Reachable(each)));
    var buckets = new LinkedHashMap<String, StoredObjects>();
    for (var each : AwsSites.of(plan, workload).buckets().entrySet()) {
      buckets.put(each.getKey(), new StoredObjects(new Buckets(clients, each.getValue())));
    }
    var signs = healing(workload);
    var alone = new OldSideWrites(plan.canary(), known, databases, buckets);
    Ledgers ledgers =
        (region, run, epochs) ->
            alone.of(workload, region, plan.pair().otherThan(region), run, epochs);
    return List.of(
        new Experiments(
            clients,
            region(plan, Region.Role.PRIMARY),
            shared.experiments(),
            signs,
            InstantSource.system(),
            Thread::sleep),
        ledgers,
        new AwsDrills(
            plan,
            workload,
            this,
            signs,
            databases,
            buckets,
            known,
            InstantSource.system(),
            Thread::sleep));
  }

  private FaultSigns healing(Workload workload) throws ProblemException {
    var zones = new LinkedHashMap<String, Zones>();
    instances(workload).forEach((name, each) -> zones.put(name, new Zones(each)));
    return new FaultSigns(workload, provider(workload), zones);
  }

  private Map<String, RdsInstances> instances(Workload workload) throws ProblemException {
    var instances = new LinkedHashMap<String, RdsInstances>();
    AwsSites.of(plan, workload)
        .databases()
        .forEach((name, sites) -> instances.put(name, new RdsInstances(clients, name, sites)));
    return instances;
  }

  private Map<String, String> regions() {
    return plan.regions().values().stream().collect(toMap(Region::name, AwsRegion::nameOf));
  }

  /// What the guards of `workload` tell of their databases, in the arbiter's region.
  public GuardReports reports(String workload) {
    return new GuardReports(journals(), workload);
  }

  @Override
  public Pauses pauses() {
    return new DynamoPauses(journals());
  }

  /// A guard of one workload in one region.
  ///
  /// @param databases by their names in the plan
  /// @param state a folder of its own; what is kept there lets a restarted guard go on
  public Guard guard(Guard.Place place, Map<String, GuardedLogins> databases, Path state)
      throws IOException {
    var asked = new LinkedHashMap<String, VoterClient>();
    // A renewal that takes longer than a lease is of no use, and there must be time for another
    // one.
    var answer = terms.length().dividedBy(2);
    tables.forEach((region, table) -> asked.put(region, table.within(answer)));
    return new Guard(place, asked, terms, MonotonicClock.ofThisMachine(), databases, state);
  }

  @Override
  public void close() {
    clients.close();
  }
}
