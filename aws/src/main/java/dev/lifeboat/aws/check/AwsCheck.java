package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.drill.SqlLogins;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.aws.provider.Preconditions;
import dev.lifeboat.aws.rds.Ec2SecurityGroups;
import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.rds.Zones;
import dev.lifeboat.aws.s3.BucketInquiry;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.aws.s3.ReplicationFailures;
import dev.lifeboat.aws.s3.ReplicationLags;
import dev.lifeboat.aws.survey.Survey;
import dev.lifeboat.aws.survey.SurveyScope;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.scenario.Scenarios;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Whether the workloads of a plan could be failed over now, as far as the account shows. One
/// object is one look: what it read once it does not read again.
public final class AwsCheck implements AutoCloseable {
  private final Plan plan;
  private final AwsClients clients;
  private final Map<String, SurveyScope> wanted;
  private final AwsClients surveyed;
  private final AwsAccount account;
  private final ReplicaLags lags;
  private final ReplicationLags replications;
  private final ReplicationFailures givenUp;
  private final RouteLook routes;
  private final CapacityDemand capacity;
  private final NamedParameters parameters;
  private final InstantSource clock;
  private final HostedZones zones;

  /// @param clients closed together with this object
  /// @param clock by which lags are new and certificates old
  /// @throws ProblemException LB2008 when the plan does not say where something is
  public AwsCheck(Plan plan, AwsClients clients, InstantSource clock) throws ProblemException {
    this.plan = plan;
    this.clients = clients;
    this.wanted = PlannedSurvey.wanted(plan);
    this.surveyed = clients.with(new Survey(clients, wanted));
    var groups = new Ec2SecurityGroups(surveyed);
    this.account =
        new AwsAccount(
            plan, surveyed, Preconditions.NONE, groups, LoginProbe.UNTRIED, SqlLogins.NONE);
    this.lags = new ReplicaLags(surveyed, clock);
    this.replications = new ReplicationLags(surveyed, clock);
    this.givenUp = new ReplicationFailures(surveyed, clock);
    this.routes = new RouteLook(surveyed);
    this.capacity = new CapacityDemand(surveyed, plan);
    this.parameters = new NamedParameters(surveyed, plan);
    this.clock = clock;
    this.zones = new HostedZones(clients);
  }

  /// The account as it was read: placements as reconcilers see them.
  public AwsAccount account() {
    return account;
  }

  private interface Looked {
    List<AwsFinding> findings() throws InterruptedException;
  }

  /// What was found of `workload`, in the order of the plan.
  ///
  /// @param writer the region that would be left
  /// @throws ProblemException when the plan does not say where something is, or has no failover
  public List<AwsFinding> of(Workload workload, String writer)
      throws ProblemException, InterruptedException {
    var sites = AwsSites.of(plan, workload);
    var runbook = new AwsKind().compiler().compile(plan, workload, Mode.FAILOVER, writer);
    var looks = new ArrayList<Looked>();
    looks.add(() -> UnplannedPath.findings(runbook, unguarded(sites)));
    looks.add(() -> WatchLook.findings(workload, writer));
    looks.addAll(preflights(runbook, account.provider(workload), sites));
    looks.addAll(looks(workload, sites, runbook));
    return all(looks);
  }

  private static Set<String> unguarded(AwsSites sites) {
    return sites.databases().isEmpty() ? sites.buckets().keySet() : Set.of();
  }

  private List<Looked> preflights(Runbook runbook, Provider provider, AwsSites sites) {
    var looks = new ArrayList<Looked>();
    for (var step : runbook.steps()) {
      if (step instanceof Step.Reach reach && !isLookedAtByPage(reach.goal(), sites)) {
        looks.add(() -> preflight(provider, reach.goal()));
      }
    }
    return looks;
  }

  /// Of these the reconcilers ask for one thing after the other: whether targets are healthy, what
  /// an object says, and what a bucket is. A check asks less, of many at once, or looks by itself.
  private static boolean isLookedAtByPage(Goal goal, AwsSites sites) {
    return goal instanceof Goal.Healthy
        || sites.names().containsKey(goal.resource())
        || (goal instanceof Goal.Promoted && sites.buckets().containsKey(goal.resource()));
  }

  private static <G extends Goal> List<AwsFinding> preflight(Provider provider, G goal)
      throws InterruptedException {
    var reconciler = provider.reconciler(goal);
    var hindrance = reconciler.preflight(goal).hindrance();
    return hindrance.isPresent() && !(reconciler.observe(goal) instanceof Observation.Met)
        ? List.of(AwsFinding.obstacle(goal.resource(), hindrance.get()))
        : List.of();
  }

  /// Whether Route 53 leads users as docs/aws.md says that it must, by its control plane.
  ///
  /// @param writer where users must be led now
  public List<AwsFinding> dns(Workload workload, String writer)
      throws ProblemException, InterruptedException {
    var looks = new ArrayList<Looked>();
    AwsSites.of(plan, workload)
        .names()
        .forEach((name, site) ->
            looks.add(
                new DnsLook(
                        clients.route53(),
                        zones,
                        name,
                        site,
                        plan.primary().name(),
                        plan.recovery().name(),
                        writer)
                    ::findings));
    return all(looks);
  }

  private static Database.Engine engine(Workload workload, String database) {
    return workload.resources(Database.class).stream()
        .filter(it -> it.name().equals(database))
        .findFirst()
        .orElseThrow()
        .engine();
  }

  private List<Looked> looks(Workload workload, AwsSites sites, Runbook runbook) {
    var from = runbook.source();
    var to = runbook.target();
    var rpo = workload.objectives().rpo();
    var looks = new ArrayList<Looked>();
    sites
        .databases()
        .forEach((name, of) -> {
          looks.add(
              new DatabaseLook(surveyed, lags, name, rpo, in(of, from), in(of, to))::findings);
          looks.add(new EngineLook(surveyed, name, engine(workload, name), in(of, from))::findings);
          looks.add(room(name, in(of, from))::findings);
          looks.add(room(name, in(of, to))::findings);
          if (AwsPlan.of(plan).experiments().containsKey(Scenarios.ZONE_LOSS.word())) {
            var zones = new Zones(new RdsInstances(surveyed, name, of));
            looks.add(new ZoneLook(zones, name, plan.primary().name())::findings);
          }
          looks.add(
              new GuardLook(account.reports(workload.name()), name, from, in(of, from))::findings);
        });
    sites.buckets().forEach((name, of) -> looks.add(bucket(of, rpo, from, to)::findings));
    sites
        .tasks()
        .forEach((name, of) -> {
          var there = in(of, to);
          var left = in(of, from).awsRegion();
          looks.add(new TasksLook(surveyed, parameters, name, to, left, there)::findings);
          looks.add(() -> capacity.findings(name, to, there.awsRegion()));
        });
    sites
        .groups()
        .forEach((name, of) -> {
          var there = in(of, to);
          looks.add(new GroupLook(surveyed, name, there)::findings);
          looks.add(() -> capacity.findings(name, to, there.awsRegion()));
        });
    sites
        .targets()
        .forEach(
            (name, of) -> looks.add(new BalancerLook(surveyed, clock, name, in(of, to))::findings));
    sites.names().forEach((name, of) -> looks.add(() -> routes.findings(name, of)));
    sites
        .accelerators()
        .forEach((name, of) ->
            looks.add(
                new AcceleratorLook(surveyed, name, of, in(sites.targets(), of.service()), from, to)
                    ::findings));
    return looks;
  }

  private ReplicaRoomLook room(String database, RdsSite site) {
    var named = Objects.requireNonNull(wanted.get(site.awsRegion()), site.awsRegion());
    return new ReplicaRoomLook(surveyed, database, site, named.instances().size());
  }

  private BucketLook bucket(ReplicatedBucket bucket, Duration rpo, String from, String to) {
    return new BucketLook(
        new BucketInquiry(new Buckets(surveyed, bucket), replications, givenUp),
        bucket.name(),
        rpo,
        from,
        to,
        in(bucket.sites(), from),
        in(bucket.sites(), to));
  }

  private static <S> S in(Map<String, S> sites, String region) {
    return Objects.requireNonNull(sites.get(region), region);
  }

  /// Looks at everything at once: a service that hangs costs its time once.
  private static List<AwsFinding> all(List<Looked> looks) throws InterruptedException {
    var tasks = looks.stream().<Callable<List<AwsFinding>>>map(it -> it::findings).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var findings = new ArrayList<AwsFinding>();
      for (var answer : threads.invokeAll(tasks)) {
        findings.addAll(answer.get());
      }
      // Several goals may meet the same obstacle.
      return findings.stream().distinct().toList();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a look failed: " + failed.getCause(), failed);
    }
  }

  @Override
  public void close() {
    account.close();
    clients.close();
  }
}
