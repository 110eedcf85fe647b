package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsSite;
import dev.lifeboat.aws.bulkread.Survey;
import dev.lifeboat.aws.bulkread.SurveyScope;
import dev.lifeboat.aws.guard.FunctionLease;
import dev.lifeboat.aws.guard.GuardPresence;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.provider.AccountProbes;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.rds.Ec2SecurityGroups;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.ReplicaKey;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.rds.Zones;
import dev.lifeboat.aws.s3.BucketInquiry;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.aws.s3.ReplicationFailures;
import dev.lifeboat.aws.s3.ReplicationLags;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.scenario.Scenarios;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/// Whether the workloads of a plan could be failed over now, as far as the account shows. One
/// object is one look: what it read once it does not read again.
public final class AwsCheck implements Inspection {
  private final Plan plan;
  private final AwsClients clients;
  private final boolean dns;
  private final Map<String, SurveyScope> wanted;
  private final AwsClients surveyed;
  private final GuardPresence guards;
  private final AwsAccount account;
  private final RouteLook routes;
  private final CapacityDemand capacity;
  private final NamedParameters parameters;
  private final InstantSource clock;
  private final HostedZones zones = new HostedZones();
  private final ExperimentLook experiments;

  /// @param clients closed together with this object
  /// @param clock by which lags are new and certificates old
  /// @param dns whether Route 53 is asked too
  /// @throws ProblemException LB2008 when the plan does not say where something is
  public AwsCheck(Plan plan, AwsClients clients, InstantSource clock, boolean dns)
      throws ProblemException {
    this.plan = plan;
    this.clients = clients;
    this.dns = dns;
    this.wanted = PlannedSurvey.wanted(plan);
    this.surveyed = clients.with(new Survey(clients, wanted));
    this.guards = guards(plan, clients);
    this.account = new AwsAccount(plan, surveyed, AccountProbes.ofLook(surveyed, guards));
    this.routes = new RouteLook(surveyed);
    this.capacity = new CapacityDemand(plan);
    this.parameters = new NamedParameters(plan);
    this.clock = clock;
    this.experiments = new ExperimentLook(plan, clients);
  }

  /// Of all workloads at once, by pages: a survey would tell at the second look what it read at the
  /// first.
  private static GuardPresence guards(Plan plan, AwsClients clients) {
    var arbiter = AwsRegion.nameOf(plan, Region.Role.ARBITER);
    return GuardPresence.of(
        plan,
        plan.workloads().values(),
        items -> clients.with(new Survey(clients, Map.of(arbiter, SurveyScope.of(items)))));
  }

  /// The account as it was read: placements as reconcilers see them.
  @Override
  public Platform platform() {
    return account;
  }

  @Override
  public Views views(Workload workload, String region) throws ProblemException {
    return new AwsAccount(plan, clients, AccountProbes.ofLook(clients, guards))
        .views(workload, region);
  }

  /// One part of a look at a resource.
  private interface Part {
    void at(Look look) throws ProblemException, InterruptedException;
  }

  /// The parts of one check, each of which gathers by itself.
  private record Parts(List<Callable<List<Concern>>> tasks) {
    void add(Look look, Part part) {
      tasks.add(() -> {
        part.at(look);
        return look.findings();
      });
    }

    /// Looks at everything at once: a service that hangs costs its time once.
    List<Concern> all() throws InterruptedException {
      // Several goals may meet the same obstacle.
      return ParallelLooks.all(tasks.stream(), Callable::call).stream()
          .flatMap(List::stream)
          .distinct()
          .toList();
    }
  }

  private Look at(String resource, String awsRegion) {
    return new Look(surveyed, resource, awsRegion);
  }

  private Look at(String resource, AwsSite site) {
    return at(resource, site.awsRegion());
  }

  /// What was found, in the order of the plan.
  @Override
  public List<Concern> of(Workload workload, Runbook failover)
      throws ProblemException, InterruptedException {
    var sites = AwsSites.of(plan, workload);
    var parts = new Parts(new ArrayList<>());
    parts.tasks().add(() -> UnplannedPath.findings(failover, bucketsAlone(sites)));
    parts.tasks().add(() -> WatchLook.findings(workload, failover.source()));
    parts.tasks().add(() -> CommitTriggerLook.findings(workload));
    parts.tasks().add(() -> functions(workload));
    parts.add(at(workload.name(), AwsClients.GLOBAL), experiments::look);
    preflights(parts, failover, account.reconcilers(workload), sites);
    TableLook.of(plan, workload)
        .forEach(it -> parts.add(at(workload.name(), it.awsRegion()), it::look));
    StrongTableLook.of(plan)
        .forEach(it -> parts.add(at(workload.name(), it.awsRegion()), it::look));
    databases(parts, workload, sites, failover);
    buckets(parts, workload, sites, failover);
    services(parts, workload, sites, failover);
    traffic(parts, workload, sites, failover);
    var found = new ArrayList<>(parts.all());
    if (dns) {
      found.addAll(dns(workload, failover.source()));
    }
    return found;
  }

  /// Only where the plan names what moves its writers inside the account.
  private List<Concern> functions(Workload workload) {
    return AwsPlan.of(plan).names().isMachineNamed()
        ? FunctionLease.refusal(plan, workload)
            .map(it -> Concern.explained(workload.name(), Weight.OBSTACLE, it))
            .stream()
            .toList()
        : List.of();
  }

  private static Set<String> bucketsAlone(AwsSites sites) {
    return sites.databases().isEmpty() ? sites.buckets().keySet() : Set.of();
  }

  private void preflights(Parts parts, Runbook runbook, Reconcilers reconcilers, AwsSites sites) {
    for (var step : runbook.steps()) {
      if (step instanceof Step.Reach reach && !isLookedAtByPage(reach.goal(), sites)) {
        parts.tasks().add(() -> preflight(reconcilers, reach.goal()));
      }
    }
  }

  /// Of these the reconcilers ask for one thing after the other: whether targets are healthy, what
  /// an object says, and what a bucket is. A check asks less, of many at once, or looks by itself.
  private static boolean isLookedAtByPage(Goal goal, AwsSites sites) {
    return goal instanceof Goal.Healthy
        || sites.names().containsKey(goal.resource())
        || (goal instanceof Goal.Promoted && sites.buckets().containsKey(goal.resource()));
  }

  private static <G extends Goal> List<Concern> preflight(Reconcilers reconcilers, G goal)
      throws InterruptedException {
    var reconciler = reconcilers.reconciler(goal);
    var hindrance = reconciler.preflight(goal).hindrance();
    return hindrance.isPresent() && !(reconciler.observe(goal) instanceof Observation.Met)
        ? List.of(Concern.explained(goal.resource(), Weight.OBSTACLE, hindrance.get()))
        : List.of();
  }

  /// Whether Route 53 leads users as docs/aws.md says that it must, by its control plane.
  ///
  /// @param writer where users must be led now
  List<Concern> dns(Workload workload, String writer)
      throws ProblemException, InterruptedException {
    var parts = new Parts(new ArrayList<>());
    AwsSites.of(plan, workload)
        .names()
        .forEach((name, site) ->
            parts.add(
                new Look(clients, name, AwsClients.GLOBAL),
                new DnsLook(
                        zones,
                        site,
                        plan.pair(),
                        writer,
                        workload.resource(Service.class, site.service()).ready())
                    ::look));
    return parts.all();
  }

  private void databases(Parts parts, Workload workload, AwsSites sites, Runbook runbook) {
    var lags = new ReplicaLags(surveyed, clock);
    var rpo = workload.objectives().rpo();
    for (var of : sites.databases().values()) {
      var name = of.resource();
      var here = of.in(runbook.source());
      var there = of.in(runbook.target());
      parts.add(at(name, there), new DatabaseLook(lags, rpo, here, there)::look);
      var engine = workload.resource(Database.class, name).engine();
      parts.add(at(name, here), new EngineLook(engine, here)::look);
      parts.add(at(name, here), new ProxyLook(here)::look);
      of.byRegion()
          .forEach((region, site) -> {
            int replicas = Objects.requireNonNull(wanted.get(site.awsRegion())).instances().size();
            var other = of.in(of.otherThan(region));
            var key = new ReplicaKey(region, site);
            parts.add(at(name, site), new ReplicaRoomLook(key, other, replicas)::look);
          });
      if (AwsPlan.of(plan).experiments().containsKey(Scenarios.ZONE_LOSS.word())) {
        var zones = new Zones(new RdsInstances(surveyed, of));
        parts.add(at(name, here), look -> zone(look, zones));
      }
      var reports = account.reports(workload.name());
      var fence = FenceChoice.of(workload.resource(Database.class, name));
      parts.add(at(name, here), new GuardLook(reports, runbook.source(), here, fence)::look);
      if (fence.isByApi()) {
        var groups = new Ec2SecurityGroups(surveyed);
        parts.add(at(name, there), new FenceGroupLook(groups, there)::look);
      }
      if (!fence.isByGuard()) {
        of.byRegion()
            .forEach((region, site) -> {
              var post = new GuardPresence.Post(workload.name(), region, name);
              var stray = new StrayGuardLook(guards, post, account.placements());
              parts.add(at(name, site), stray::look);
            });
      }
    }
  }

  /// Whatever would have a drill refused that loses the zone of a database. No failover needs it.
  private void zone(Look look, Zones zones) throws InterruptedException {
    try {
      zones.requireStandby(plan.primary().name());
    } catch (ProblemException refused) {
      look.warn(refused.problem());
    }
  }

  private void buckets(Parts parts, Workload workload, AwsSites sites, Runbook runbook) {
    var lags = new ReplicationLags(surveyed, clock);
    var givenUp = new ReplicationFailures(surveyed, clock);
    for (var of : sites.buckets().values()) {
      parts.add(
          at(of.name(), of.sites().in(runbook.target())),
          new BucketLook(
                  new BucketInquiry(new Buckets(surveyed, of), lags, givenUp),
                  workload.objectives().rpo(),
                  runbook.source(),
                  runbook.target())
              ::look);
    }
  }

  private void services(Parts parts, Workload workload, AwsSites sites, Runbook runbook) {
    var to = runbook.target();
    for (var of : sites.tasks().values()) {
      var there = of.in(to);
      var here = of.in(runbook.source());
      boolean targeted = sites.targets().containsKey(of.resource());
      var tasks = new TasksLook(parameters, to, here.awsRegion(), there);
      parts.add(at(of.resource(), there), look -> tasks.look(look, targeted));
      var home = new TasksLook(parameters, runbook.source(), there.awsRegion(), here);
      parts.add(at(of.resource(), here), look -> home.secrets(look.leniently()));
      EndpointLook.of(sites.databases(), of, to)
          .forEach(it -> parts.add(at(of.resource(), it.site()), it::look));
      parts.add(at(of.resource(), there), look -> capacity.look(look, to));
      var planned = workload.resource(Service.class, of.resource()).instances();
      for (var it : of.all()) {
        var limits = new ScalingLook(it, planned, it.equals(there));
        parts.add(at(of.resource(), it), limits::look);
      }
    }
    for (var of : sites.groups().values()) {
      var there = of.in(to);
      parts.add(at(of.resource(), there), new GroupLook(there)::look);
      parts.add(at(of.resource(), there), look -> capacity.look(look, to));
    }
    for (var of : sites.targets().values()) {
      var there = of.in(to);
      parts.add(at(of.resource(), there), new BalancerLook(clock, there)::look);
    }
  }

  private void traffic(Parts parts, Workload workload, AwsSites sites, Runbook runbook) {
    sites
        .names()
        .forEach(
            (name, of) -> parts.add(at(name, AwsClients.GLOBAL), look -> routes.look(look, of)));
    for (var of : sites.accelerators().values()) {
      var targets = Objects.requireNonNull(sites.targets().get(of.service()), of.service());
      parts.add(
          at(of.groups().resource(), AwsClients.ACCELERATORS),
          new AcceleratorLook(of.groups(), targets, runbook.source(), runbook.target())::look);
      var there = targets.in(runbook.target());
      var standby = new StandbyLook(workload.resource(Service.class, of.service()), there);
      Optional.ofNullable(sites.tasks().get(of.service()))
          .map(it -> it.in(runbook.target()))
          .ifPresent(it -> parts.add(at(of.service(), there), look -> standby.tasks(look, it)));
      Optional.ofNullable(sites.groups().get(of.service()))
          .map(it -> it.in(runbook.target()))
          .ifPresent(it -> parts.add(at(of.service(), there), look -> standby.instances(look, it)));
    }
  }

  @Override
  public void close() {
    account.close();
    clients.close();
  }
}
