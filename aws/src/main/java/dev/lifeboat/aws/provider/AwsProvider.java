package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.AwsClients;
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
import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.aws.ecs.EcsCapacity;
import dev.lifeboat.aws.ecs.EcsServices;
import dev.lifeboat.aws.elb.TargetReadiness;
import dev.lifeboat.aws.guard.GuardFence;
import dev.lifeboat.aws.guard.ReportedPositions;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.rds.ClosedInstances;
import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.aws.rds.RdsFence;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.RdsPromotion;
import dev.lifeboat.aws.rds.RdsReplication;
import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.aws.rds.ReopeningPromotion;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.rds.SecurityGroups;
import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.route.NameFence;
import dev.lifeboat.aws.route.NameRoute;
import dev.lifeboat.aws.route.NameShare;
import dev.lifeboat.aws.route.RouteObjects;
import dev.lifeboat.aws.s3.BucketFence;
import dev.lifeboat.aws.s3.BucketPromotion;
import dev.lifeboat.aws.s3.BucketReplication;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.aws.share.HeldShare;
import dev.lifeboat.aws.store.DynamoJournal;
import dev.lifeboat.aws.store.DynamoPlacements;
import dev.lifeboat.aws.store.GuardReports;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// AWS's reconcilers for one workload.
public final class AwsProvider {
  private final AwsClients clients;
  private final DynamoPlacements placements;
  private final Voters voters;
  private final LeaseTerms terms;
  private final SecurityGroups groups;
  private final LoginProbe entry;
  private final DynamoJournal.Table journals;
  private final ReplicaLags lags;

  /// @param placements where a late request learns that it is late
  /// @param voters of the workload's lease, which its guards ask too
  /// @param terms the guards' own
  /// @param groups what closes a database that no guard fences
  /// @param entry who tries whether it is closed
  /// @param journals in the arbiter's region, where the guards' reports are too
  public AwsProvider(
      AwsClients clients,
      DynamoPlacements placements,
      Voters voters,
      LeaseTerms terms,
      SecurityGroups groups,
      LoginProbe entry,
      DynamoJournal.Table journals) {
    this.clients = clients;
    this.placements = placements;
    this.voters = voters;
    this.terms = terms;
    this.groups = groups;
    this.entry = entry;
    this.journals = journals;
    this.lags = new ReplicaLags(clients, InstantSource.system());
  }

  /// A provider that brings goals of `workload` about.
  ///
  /// @param needs of the goals that something else must be there for
  public Provider of(Plan plan, Workload workload, AwsSites sites, Preconditions needs) {
    var claim = new PresentClaim(placements, workload.name());
    var reports = new GuardReports(journals, workload.name());
    var capacity = capacity(sites, claim);
    var fence =
        new GuardFence(
            voters,
            terms,
            placements,
            reports,
            workload.name(),
            closings(workload, sites, claim, capacity));
    var positions = new ReportedPositions(reports);
    var candidates = candidates(plan, workload, claim);
    var guarded = workload.resources(Database.class).stream().map(Database::name).toList();
    var provider = Provider.forResources(workload.resources());
    return withBuckets(provider, sites, claim, candidates, fence, guarded)
        .with(Goal.Fenced.class, Database.class, fence)
        .with(
            Goal.Promoted.class,
            Database.class,
            new PreconditionCheck<>(
                ResourceReconcilers.<Goal.Promoted>of(
                    sites.databases(), name -> promotion(sites, name, candidates, claim)),
                needs))
        .with(
            Goal.Replicating.class,
            Database.class,
            ResourceReconcilers.<Goal.Replicating>of(
                sites.databases(),
                name -> new RdsReplication(instances(sites, name), claim, positions, lags)))
        .with(Goal.Running.class, Service.class, new PreconditionCheck<>(capacity, needs))
        .with(
            Goal.Bound.class,
            Service.class,
            ResourceReconcilers.<Goal.Bound>of(
                sites.tasks(), name -> new EcsBinding(services(sites, name), claim)))
        .with(
            Goal.Healthy.class,
            Service.class,
            ResourceReconcilers.<Goal.Healthy>of(sites.targets(), name -> targets(sites, name)))
        .with(
            Goal.Fenced.class,
            Traffic.class,
            ResourceReconcilers.<Goal.Fenced>of(
                    sites.names(), name -> new NameFence(objects(plan, sites, name), claim))
                .and(
                    ResourceReconcilers.of(
                        sites.accelerators(),
                        name -> new AcceleratorFence(dials(sites, name), claim))))
        .with(
            Goal.Routed.class,
            Traffic.class,
            ResourceReconcilers.<Goal.Routed>of(
                    sites.names(), name -> route(plan, sites, name, claim))
                .and(
                    ResourceReconcilers.of(
                        sites.accelerators(), name -> accelerated(plan, sites, name, claim))))
        .build();
  }

  private static boolean hasFenceGroup(AwsSites sites, String database) {
    return Objects.requireNonNull(sites.databases().get(database)).values().stream()
        .anyMatch(it -> it.fenceGroup().isPresent());
  }

  private PromotionGate candidates(Plan plan, Workload workload, PresentClaim claim) {
    return new PromotionGate(
        new PromotionReadiness(placements, workload.name()),
        claim,
        placements.records(workload.name()),
        plan.pair(),
        InstantSource.system());
  }

  private Reconciler<Goal.Promoted> promotion(
      AwsSites sites, String name, PromotionGate candidates, PresentClaim claim) {
    var instances = instances(sites, name);
    var promotion = new RdsPromotion(instances, candidates);
    return hasFenceGroup(sites, name)
        ? new ReopeningPromotion(promotion, new ClosedInstances(groups, instances), claim)
        : promotion;
  }

  private Map<String, Reconciler<Goal.Fenced>> closings(
      Workload workload,
      AwsSites sites,
      PresentClaim claim,
      ResourceReconcilers<Goal.Running> capacity) {
    var closings = new LinkedHashMap<String, Reconciler<Goal.Fenced>>();
    for (var name : sites.databases().keySet()) {
      if (hasFenceGroup(sites, name)) {
        var instances = instances(sites, name);
        var fence =
            new RdsFence(
                new ClosedInstances(groups, instances), new Reachable(instances), entry, claim);
        var services =
            workload.resources(Service.class).stream()
                .filter(it -> it.uses().contains(name))
                .map(Service::name)
                .toList();
        closings.put(name, new DrainThenFence(fence, capacity, services));
      }
    }
    return closings;
  }

  /// @param guarded the databases whose lease `fence` ends, and with it the right to write of all
  private Provider.Builder withBuckets(
      Provider.Builder provider,
      AwsSites sites,
      PresentClaim claim,
      PromotionGate candidates,
      GuardFence fence,
      List<String> guarded) {
    return provider
        .with(
            Goal.Fenced.class,
            Bucket.class,
            ResourceReconcilers.<Goal.Fenced>of(
                sites.buckets(),
                name -> new BucketFence(buckets(sites, name), claim, fence, guarded)))
        .with(
            Goal.Promoted.class,
            Bucket.class,
            ResourceReconcilers.<Goal.Promoted>of(
                sites.buckets(), name -> new BucketPromotion(buckets(sites, name), candidates)))
        .with(
            Goal.Replicating.class,
            Bucket.class,
            ResourceReconcilers.<Goal.Replicating>of(
                sites.buckets(),
                name -> new BucketReplication(buckets(sites, name), claim, !guarded.isEmpty())));
  }

  private ResourceReconcilers<Goal.Running> capacity(AwsSites sites, PresentClaim claim) {
    ResourceReconcilers<Goal.Running> tasks =
        ResourceReconcilers.of(
            sites.tasks(), name -> new EcsCapacity(services(sites, name), claim));
    return tasks.and(
        ResourceReconcilers.of(
            sites.groups(), name -> new GroupCapacity(groups(sites, name), claim)));
  }

  private Buckets buckets(AwsSites sites, String name) {
    return new Buckets(clients, site(sites.buckets(), name));
  }

  private RdsInstances instances(AwsSites sites, String name) {
    return new RdsInstances(clients, name, site(sites.databases(), name));
  }

  private EcsServices services(AwsSites sites, String name) {
    return new EcsServices(clients, name, site(sites.tasks(), name));
  }

  private Groups groups(AwsSites sites, String name) {
    return new Groups(clients, name, site(sites.groups(), name));
  }

  private RouteObjects objects(Plan plan, AwsSites sites, String name) {
    return new RouteObjects(
        clients,
        name,
        plan.primary().name(),
        plan.recovery().name(),
        site(sites.names(), name).objects());
  }

  private Reconciler<Goal.Routed> route(
      Plan plan, AwsSites sites, String name, PresentClaim claim) {
    var site = site(sites.names(), name);
    var objects = objects(plan, sites, name);
    var answers = new NameAnswers(site.name(), site.servers());
    var health = targets(sites, site.service());
    return new NameRoute(
        objects,
        answers,
        claim,
        new NameShare(objects, answers, claim, health::complaint, site.shares(), held()));
  }

  private Reconciler<Goal.Routed> accelerated(
      Plan plan, AwsSites sites, String name, PresentClaim claim) {
    var site = site(sites.accelerators(), name);
    var health = targets(sites, site.service());
    var serving = List.of(plan.primary().name(), plan.recovery().name());
    return new AcceleratorRoute(
        new AcceleratorProbe(site.tells()),
        new HealthLatch(health, serving, site.ready()),
        new DialedShare(dials(sites, name), claim, health::complaint, held()));
  }

  private TrafficDials dials(AwsSites sites, String name) {
    return new TrafficDials(clients, name, site(sites.accelerators(), name).groups());
  }

  private TargetReadiness targets(AwsSites sites, String service) {
    return new TargetReadiness(clients, service, site(sites.targets(), service));
  }

  private static HeldShare held() {
    return new HeldShare(MonotonicClock.ofThisMachine());
  }

  private static <S> S site(Map<String, S> sites, String name) {
    return Objects.requireNonNull(sites.get(name), name);
  }
}
