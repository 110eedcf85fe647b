package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.accelerator.AcceleratorFence;
import dev.lifeboat.aws.accelerator.AcceleratorProbe;
import dev.lifeboat.aws.accelerator.AcceleratorRoute;
import dev.lifeboat.aws.accelerator.DialedShare;
import dev.lifeboat.aws.accelerator.HealthLatch;
import dev.lifeboat.aws.accelerator.TrafficDials;
import dev.lifeboat.aws.autoscaling.GroupCapacity;
import dev.lifeboat.aws.autoscaling.Groups;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.claim.PromotionGate;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.aws.ecs.EcsCapacity;
import dev.lifeboat.aws.ecs.EcsServices;
import dev.lifeboat.aws.elb.TargetReadiness;
import dev.lifeboat.aws.guard.GuardFence;
import dev.lifeboat.aws.guard.GuardPresence;
import dev.lifeboat.aws.guard.LeftLease;
import dev.lifeboat.aws.guard.ReportedPositions;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.rds.ClosedInstances;
import dev.lifeboat.aws.rds.FenceByApi;
import dev.lifeboat.aws.rds.RdsFence;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.RdsPromotion;
import dev.lifeboat.aws.rds.RdsReplication;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.aws.rds.ReopeningPromotion;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.route.NameFence;
import dev.lifeboat.aws.route.NameRoute;
import dev.lifeboat.aws.route.NameShare;
import dev.lifeboat.aws.route.RouteObjects;
import dev.lifeboat.aws.s3.BucketFence;
import dev.lifeboat.aws.s3.BucketPromotion;
import dev.lifeboat.aws.s3.BucketReplication;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.aws.trafficshift.HeldShare;
import dev.lifeboat.aws.trafficshift.ShareTrial;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// AWS's reconcilers for one workload.
///
/// @param tables where a late request learns that it is late
record AwsReconcilers(
    AwsClients clients,
    AccountTables tables,
    AccountProbes probes,
    Plan plan,
    Workload workload,
    AwsSites sites) {

  /// A provider that brings the goals of the workload about.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  Reconcilers reconcilers() throws ProblemException {
    var reconcilers = Reconcilers.forResources(workload.resources());
    var needs = probes.needs().of(workload);
    var fences = new DatabaseFences(fences());
    databases(reconcilers, fences, needs);
    buckets(reconcilers, fences);
    services(reconcilers, needs);
    names(reconcilers);
    accelerators(reconcilers);
    return reconcilers.build();
  }

  private PresentClaim claim() {
    return new PresentClaim(tables.placements(), workload.name());
  }

  private GuardReports reports() {
    return tables.reports(workload.name());
  }

  private GuardPresence presence() {
    return probes.guards().orElseGet(() -> GuardPresence.of(plan, List.of(workload), _ -> clients));
  }

  private PromotionGate candidates() {
    return new PromotionGate(
        new PromotionReadiness(tables.placements(), workload.name()),
        claim(),
        tables.placements().records(workload.name()),
        plan.pair(),
        InstantSource.system());
  }

  /// By the names of the databases.
  private Map<String, Reconciler<Goal.Fenced>> fences() {
    var closings = closings();
    var guard =
        new GuardFence(
            tables.voters(), tables.terms(), tables.placements(), reports(), closings, presence());
    var lags = new ReplicaLags(clients, InstantSource.system());
    var left = new LeftLease(tables.placements(), tables.voters(), reports().releases());
    var fences = new LinkedHashMap<String, Reconciler<Goal.Fenced>>();
    for (var of : sites.databases().values()) {
      var name = of.resource();
      fences.put(
          name,
          FenceChoice.of(workload.resource(Database.class, name)).isByGuard()
              ? guard
              : new FenceByApi(Objects.requireNonNull(closings.get(name), name), of, lags, left));
    }
    return fences;
  }

  private void databases(
      Reconcilers.Builder reconcilers, DatabaseFences fences, Preconditions needs) {
    var positions = new ReportedPositions(reports());
    var lags = new ReplicaLags(clients, InstantSource.system());
    for (var of : sites.databases().values()) {
      var instances = new RdsInstances(clients, of);
      var promotion = new RdsPromotion(instances, candidates());
      Reconciler<Goal.Promoted> opening =
          hasFenceGroup(of) ? new ReopeningPromotion(promotion, closed(instances)) : promotion;
      var replication = new RdsReplication(instances, claim(), positions, lags);
      reconcilers
          .with(Goal.Fenced.class, of.resource(), fences)
          .with(Goal.Promoted.class, of.resource(), new PreconditionCheck<>(opening, needs))
          .with(Goal.Replicating.class, of.resource(), replication);
    }
  }

  private static boolean hasFenceGroup(RegionSites<RdsSite> sites) {
    return sites.all().stream().anyMatch(it -> it.fenceGroup().isPresent());
  }

  private ClosedInstances closed(RdsInstances instances) {
    return new ClosedInstances(probes.groups(), instances);
  }

  private Map<String, Reconciler<Goal.Fenced>> closings() {
    var closings = new LinkedHashMap<String, Reconciler<Goal.Fenced>>();
    for (var of : sites.databases().values()) {
      if (hasFenceGroup(of)) {
        var instances = new RdsInstances(clients, of);
        var users = new LinkedHashMap<String, Reconciler<Goal.Running>>();
        workload.resources(Service.class).stream()
            .filter(it -> it.uses().contains(of.resource()))
            .forEach(it -> users.put(it.name(), capacity(it.name())));
        var fence =
            new RdsFence(closed(instances), new Reachable(instances), probes.entry(), claim());
        closings.put(of.resource(), new DrainThenFence(fence, users));
      }
    }
    return closings;
  }

  /// @param fences of the databases, which end the right to write of the whole workload
  private void buckets(Reconcilers.Builder reconcilers, DatabaseFences fences) {
    var guarded = workload.resources(Database.class).stream().map(Database::name).toList();
    for (var of : sites.buckets().values()) {
      var buckets = new Buckets(clients, of);
      var replication = new BucketReplication(buckets, claim(), !guarded.isEmpty());
      reconcilers
          .with(Goal.Fenced.class, of.name(), new BucketFence(buckets, claim(), fences, guarded))
          .with(Goal.Promoted.class, of.name(), new BucketPromotion(buckets, candidates()))
          .with(Goal.Replicating.class, of.name(), replication);
    }
  }

  private void services(Reconcilers.Builder reconcilers, Preconditions needs) {
    for (var name : sites.targets().keySet()) {
      reconcilers
          .with(Goal.Running.class, name, new PreconditionCheck<>(capacity(name), needs))
          .with(Goal.Healthy.class, name, targets(name));
    }
    for (var of : sites.tasks().values()) {
      var binding = new EcsBinding(new EcsServices(clients, of), claim(), sites.databases());
      reconcilers.with(Goal.Bound.class, of.resource(), binding);
    }
  }

  private Reconciler<Goal.Running> capacity(String service) {
    var planned = workload.resource(Service.class, service).instances();
    return sites.tasks().containsKey(service)
        ? new EcsCapacity(new EcsServices(clients, of(sites.tasks(), service)), claim(), planned)
        : new GroupCapacity(new Groups(clients, of(sites.groups(), service)), claim(), planned);
  }

  private TargetReadiness targets(String service) {
    return new TargetReadiness(clients, of(sites.targets(), service));
  }

  /// How users come home share by share, as far as the targets of `service` bear them.
  private ShareTrial trial(String service) {
    return new ShareTrial(
        targets(service)::complaint, new HeldShare(MonotonicClock.ofThisMachine()), claim());
  }

  private void names(Reconcilers.Builder reconcilers) {
    sites
        .names()
        .forEach((name, of) -> {
          var objects = RouteObjects.of(clients, name, plan.pair(), of.objects());
          var answers = new NameAnswers(of.name(), of.servers());
          var shares = new NameShare(objects, answers, of.shares(), trial(of.service()));
          reconcilers
              .with(Goal.Fenced.class, name, new NameFence(objects, claim()))
              .with(Goal.Routed.class, name, new NameRoute(objects, answers, claim(), shares));
        });
  }

  private void accelerators(Reconcilers.Builder reconcilers) {
    for (var of : sites.accelerators().values()) {
      var name = of.groups().resource();
      var dials = new TrafficDials(clients, of.groups());
      var route =
          new AcceleratorRoute(
              new AcceleratorProbe(of.tells()),
              new HealthLatch(targets(of.service()), of.ready()),
              new DialedShare(dials, trial(of.service())));
      reconcilers
          .with(Goal.Fenced.class, name, new AcceleratorFence(dials, claim()))
          .with(Goal.Routed.class, name, route);
    }
  }

  private static <S> S of(Map<String, S> sites, String name) {
    return Objects.requireNonNull(sites.get(name), name);
  }
}
