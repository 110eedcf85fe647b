package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.drill.SqlLogins;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.provider.AccountProbes;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.aws.provider.Preconditions;
import dev.lifeboat.aws.rds.Ec2SecurityGroups;
import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.rds.Zones;
import dev.lifeboat.aws.s3.BucketInquiry;
import dev.lifeboat.aws.s3.Buckets;
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
  private final RouteLook routes;
  private final CapacityDemand capacity;
  private final NamedParameters parameters;
  private final InstantSource clock;
  private final HostedZones zones = new HostedZones();

  /// @param clients closed together with this object
  /// @param clock by which lags are new and certificates old
  /// @throws ProblemException LB2008 when the plan does not say where something is
  public AwsCheck(Plan plan, AwsClients clients, InstantSource clock) throws ProblemException {
    this.plan = plan;
    this.clients = clients;
    this.wanted = PlannedSurvey.wanted(plan);
    this.surveyed = clients.with(new Survey(clients, wanted));
    this.account =
        new AwsAccount(
            plan,
            surveyed,
            new AccountProbes(
                Preconditions.NONE,
                new Ec2SecurityGroups(surveyed),
                LoginProbe.UNTRIED,
                SqlLogins.NONE));
    this.routes = new RouteLook(surveyed);
    this.capacity = new CapacityDemand(plan);
    this.parameters = new NamedParameters(plan);
    this.clock = clock;
  }

  /// The account as it was read: placements as reconcilers see them.
  public AwsAccount account() {
    return account;
  }

  /// One part of a look at a resource.
  private interface Part {
    void at(Look look) throws ProblemException, InterruptedException;
  }

  /// The parts of one check, each of which gathers by itself.
  private record Parts(List<Callable<List<AwsFinding>>> tasks) {

    void add(Look look, Part part) {
      tasks.add(() -> {
        part.at(look);
        return look.findings();
      });
    }

    /// Looks at everything at once: a service that hangs costs its time once.
    List<AwsFinding> all() throws InterruptedException {
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
  }

  private Look at(String resource, String awsRegion) {
    return new Look(surveyed, resource, awsRegion);
  }

  /// What was found of `workload`, in the order of the plan.
  ///
  /// @param writer the region that would be left
  /// @throws ProblemException when the plan does not say where something is, or has no failover
  public List<AwsFinding> of(Workload workload, String writer)
      throws ProblemException, InterruptedException {
    var sites = AwsSites.of(plan, workload);
    var runbook = new AwsKind().compiler().compile(plan, workload, Mode.FAILOVER, writer);
    var parts = new Parts(new ArrayList<>());
    parts.tasks().add(() -> UnplannedPath.findings(runbook, unguarded(sites)));
    parts.tasks().add(() -> WatchLook.findings(workload, writer));
    preflights(parts, runbook, account.provider(workload), sites);
    databases(parts, workload, sites, runbook);
    buckets(parts, workload, sites, runbook);
    services(parts, sites, runbook);
    traffic(parts, sites, runbook);
    return parts.all();
  }

  private static Set<String> unguarded(AwsSites sites) {
    return sites.databases().isEmpty() ? sites.buckets().keySet() : Set.of();
  }

  private void preflights(Parts parts, Runbook runbook, Provider provider, AwsSites sites) {
    for (var step : runbook.steps()) {
      if (step instanceof Step.Reach reach && !isLookedAtByPage(reach.goal(), sites)) {
        parts.tasks().add(() -> preflight(provider, reach.goal()));
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
    var parts = new Parts(new ArrayList<>());
    AwsSites.of(plan, workload)
        .names()
        .forEach((name, site) ->
            parts.add(
                new Look(clients, name, AwsClients.GLOBAL),
                new DnsLook(zones, site, plan.pair(), writer)::look));
    return parts.all();
  }

  private static Database.Engine engine(Workload workload, String database) {
    return workload.resources(Database.class).stream()
        .filter(it -> it.name().equals(database))
        .findFirst()
        .orElseThrow()
        .engine();
  }

  private void databases(Parts parts, Workload workload, AwsSites sites, Runbook runbook) {
    var lags = new ReplicaLags(surveyed, clock);
    var rpo = workload.objectives().rpo();
    sites
        .databases()
        .forEach((name, of) -> {
          var here = of.in(runbook.source());
          var there = of.in(runbook.target());
          parts.add(at(name, there.awsRegion()), new DatabaseLook(lags, rpo, here, there)::look);
          parts.add(at(name, here.awsRegion()), new EngineLook(engine(workload, name), here)::look);
          for (var site : List.of(here, there)) {
            int replicas = Objects.requireNonNull(wanted.get(site.awsRegion())).instances().size();
            parts.add(at(name, site.awsRegion()), new ReplicaRoomLook(site, replicas)::look);
          }
          if (AwsPlan.of(plan).experiments().containsKey(Scenarios.ZONE_LOSS.word())) {
            parts.add(
                at(name, here.awsRegion()),
                look -> zone(look, new Zones(new RdsInstances(surveyed, of))));
          }
          parts.add(
              at(name, here.awsRegion()),
              new GuardLook(account.reports(workload.name()), runbook.source(), here)::look);
        });
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
    sites
        .buckets()
        .forEach((name, of) ->
            parts.add(
                at(name, of.sites().in(runbook.target()).awsRegion()),
                new BucketLook(
                        new BucketInquiry(new Buckets(surveyed, of), lags, givenUp),
                        workload.objectives().rpo(),
                        runbook.source(),
                        runbook.target())
                    ::look));
  }

  private void services(Parts parts, AwsSites sites, Runbook runbook) {
    var to = runbook.target();
    sites
        .tasks()
        .forEach((name, of) -> {
          var there = of.in(to);
          var left = of.in(runbook.source()).awsRegion();
          parts.add(at(name, there.awsRegion()), new TasksLook(parameters, to, left, there)::look);
          parts.add(at(name, there.awsRegion()), look -> capacity.look(look, to));
        });
    sites
        .groups()
        .forEach((name, of) -> {
          var there = of.in(to);
          parts.add(at(name, there.awsRegion()), new GroupLook(there)::look);
          parts.add(at(name, there.awsRegion()), look -> capacity.look(look, to));
        });
    sites
        .targets()
        .forEach((name, of) -> {
          var there = of.in(to);
          parts.add(at(name, there.awsRegion()), new BalancerLook(clock, there)::look);
        });
  }

  private void traffic(Parts parts, AwsSites sites, Runbook runbook) {
    sites
        .names()
        .forEach(
            (name, of) -> parts.add(at(name, AwsClients.GLOBAL), look -> routes.look(look, of)));
    sites
        .accelerators()
        .forEach((name, of) -> {
          var targets = Objects.requireNonNull(sites.targets().get(of.service()), of.service());
          parts.add(
              at(name, AwsClients.ACCELERATORS),
              new AcceleratorLook(of.groups(), targets, runbook.source(), runbook.target())::look);
        });
  }

  @Override
  public void close() {
    account.close();
    clients.close();
  }
}
