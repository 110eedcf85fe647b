package dev.lifeboat.drill;

import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.OvertakenRun;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Two regions of a storefront in memory, and the clients at its front door: the smallest provider
/// that a whole drill can be held with. A copy holds what its writer acknowledged, at once.
final class MemoryRegions implements Platform, Drills, Faults, Ledgers, Reconciler<Goal> {
  private static final Duration QUICK = Duration.ofMillis(5);
  private final Plan plan;
  private final FastClock clock;
  private final Workload workload;
  private final Path folder;
  private final Placements placements;
  private final Map<String, MemoryStore> stores = new TreeMap<>();
  private final Set<String> lost = new HashSet<>();
  private final MemoryServices services;

  MemoryRegions(Plan plan, FastClock clock, Path folder) throws ProblemException {
    this.plan = plan;
    this.clock = clock;
    this.folder = folder;
    this.placements = new FilePlacements(folder);
    this.workload = plan.workloads().values().iterator().next();
    var home = plan.primary().name();
    var away = plan.recovery().name();
    placements.compareAndSet(Optional.empty(), Placement.first(workload.name(), home));
    var service = workload.resources(Service.class).getFirst();
    this.services = new MemoryServices(service.instances(), home, away);
    for (var resource : workload.resources().values()) {
      if (resource instanceof Database || resource instanceof Bucket) {
        var store = new MemoryStore(resource.name(), home);
        store.copy(away, home);
        stores.put(resource.name(), store);
      }
    }
  }

  @Override
  public ProviderKind kind() {
    return new MemoryKind();
  }

  /// Every kind of goal of every kind of resource is this one's to reach.
  @Override
  public Reconcilers reconcilers(Workload workload) {
    var reconcilers = Reconcilers.forResources(workload.resources());
    for (var type : List.of(Database.class, Bucket.class, Service.class, Traffic.class)) {
      for (var goal : Goal.class.getPermittedSubclasses()) {
        reconcilers.with(goal.asSubclass(Goal.class), type, this);
      }
    }
    return reconcilers.build();
  }

  @Override
  public Readiness preflight(Goal goal) {
    return observe(goal) instanceof Observation.Unreachable(var why)
        ? Readiness.notReady(
            Problem.passing(Code.LB2002, why, "nothing was asked of it", "wait, or heal it"))
        : Readiness.ready();
  }

  /// A lost region writes nothing, so its fences hold.
  @Override
  public synchronized Observation observe(Goal goal) {
    var region = goal.region();
    if (lost.contains(region) && !(goal instanceof Goal.Fenced)) {
      return Observation.unreachable(region + " is silent");
    }
    var store = stores.get(goal.resource());
    boolean holds = store == null ? services.holds(goal) : store.holds(goal);
    return holds
        ? Observation.met(goal.phrase())
        : Observation.pending("not yet: " + goal.phrase());
  }

  @Override
  public synchronized void pursue(Goal goal, Attempt attempt) throws ProblemException {
    var placed = placements.read(workload.name()).orElseThrow();
    if (!placed.openRun().equals(Optional.of(attempt.run()))) {
      throw OvertakenRun.byEpoch("run %s is not the open one".formatted(attempt.run()))
          .asException();
    }
    if (preflight(goal) instanceof Readiness.NotReady(var problem)) {
      throw problem.asException();
    }
    var store = stores.get(goal.resource());
    if (store == null) {
      services.reach(goal);
    } else {
      store.reach(goal);
    }
  }

  /// The region that takes a client's write now.
  private synchronized Optional<String> serving() {
    var door = services.door();
    return services
        .store()
        .filter(at -> !lost.contains(door) && !lost.contains(at))
        .filter(at -> stores.values().stream().allMatch(store -> store.writes(at)))
        .map(_ -> door);
  }

  /// A client's write at the front door.
  ///
  /// @return the region that took it; empty when none did, and nothing was written
  synchronized Optional<String> write(String client, long number) {
    var served = serving();
    services.asked();
    if (served.isPresent()) {
      stores.values().forEach(store -> store.write(client, number, lost));
    }
    return served;
  }

  @Override
  public synchronized void inject(Fault fault) {
    switch (fault) {
      case Fault.RegionLost(var region) -> lost.add(region);
      case Fault.Crashed(_, var region) -> services.crash(region);
      default -> throw new IllegalArgumentException("no such fault here: " + fault);
    }
  }

  @Override
  public String remedy(Fault fault, String plan) {
    return "mend " + fault;
  }

  @Override
  public synchronized void heal(Fault fault) {
    lost.clear();
  }

  @Override
  public Verifier verifier(Workload workload) {
    return _ ->
        serving()
            .map(region -> Observation.met(region + " answers"))
            .orElse(Observation.unreachable("nobody answers"));
  }

  @Override
  public Placements placements() {
    return placements;
  }

  @Override
  public Intents intents() {
    return (_, _, _) -> {};
  }

  @Override
  public Pace pace() {
    return new Pace(QUICK, QUICK, QUICK, QUICK, Duration.ofSeconds(10), QUICK);
  }

  @Override
  public Pauses pauses() {
    return new WatchFolder(folder);
  }

  @Override
  public String atRisk(Workload workload, Runbook runbook) {
    return "none: a copy holds what its writer acknowledged";
  }

  @Override
  public Views views(Workload workload, String region) {
    return (at, _) -> {
      boolean gone = isLost(region);
      var view = gone ? new Round.View.Down("is gone") : new Round.View.Up("answers");
      var check =
          gone ? new CheckResult.Refused("store", "is gone") : new CheckResult.Passed("store");
      return new Round(at, List.of(check), Optional.empty(), view, view);
    };
  }

  private synchronized boolean isLost(String region) {
    return lost.contains(region);
  }

  @Override
  public Replicas replicas(Workload workload, String region) {
    return List::of;
  }

  @Override
  public Canary startCanary(String client, Load load, Path log) throws ProblemException {
    return new MemoryCanary(this, clock, client, load, log).begin(plan.canary().confirm());
  }

  @Override
  public StoredNumbers rows(String region, String client) {
    return numbers(Database.class, region, client);
  }

  @Override
  public StoredNumbers objects(String region, String client) {
    return numbers(Bucket.class, region, client);
  }

  private synchronized StoredNumbers numbers(
      Class<? extends Resource> type, String region, String client) {
    return stores.get(workload.resources(type).getFirst().name()).of(region, client);
  }

  @Override
  public synchronized List<DataCheck.Part> data(String writer) {
    var copy = plan.pair().otherThan(writer);
    return stores.values().stream().map(store -> store.compared(writer, copy)).toList();
  }

  @Override
  public synchronized void forget(String client) {
    stores.values().forEach(store -> store.forget(client));
  }

  @Override
  public synchronized SortedMap<String, String> inventory() {
    var all = new TreeMap<>(services.inventory());
    stores.values().forEach(store -> all.putAll(store.inventory()));
    return all;
  }

  @Override
  public Ledger of(String region, String run, Epochs epochs) {
    var read =
        stores.keySet().stream()
            .map(name ->
                StoreReadback.whole(name, StoreReadback.Kind.BUCKET, "epoch " + epochs.failover()))
            .toList();
    return new Ledger(run, region, CanaryMarks.of(plan.canary(), workload, run), read, List.of());
  }
}
