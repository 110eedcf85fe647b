package dev.lifeboat.drill;

import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What holds in [MemoryRegions], and what the stores of a workload hold. A copy has what its
/// writer acknowledged, at once. Thread-safe.
abstract class MemoryWorld implements Drills, Faults, Reconciler<Goal> {
  /// Writes that a crashed service refuses until what guards it has started it again.
  static final int REFUSED = 40;

  final Plan plan;
  final Workload workload;
  final Set<String> lost = ConcurrentHashMap.newKeySet();
  private final Set<Goal> reached = new HashSet<>();

  /// What a store has in a region, such as `orders in west`.
  private final Map<String, Set<Row>> rows = new TreeMap<>();

  /// Whether canaries die once so many faults were injected and healed.
  Predicate<FaultCount> death = _ -> false;

  private volatile FaultCount faults = new FaultCount(0, 0);
  private Optional<Goal> guarded = Optional.empty();
  private int untilGuarded;

  /// How many faults came and went.
  record FaultCount(int injected, int healed) {}

  private record Row(String client, long number) {}

  /// @param first where the writer of one workload is; the others' are at home
  MemoryWorld(Plan plan, Placement first) {
    this.plan = plan;
    this.workload = plan.workloads().values().iterator().next();
    for (var each : plan.workloads().values()) {
      var home = each.name().equals(first.workload()) ? first.writer() : plan.pair().primary();
      each.resources().values().forEach(it -> begin(it, home));
    }
  }

  private void begin(Resource resource, String home) {
    var name = resource.name();
    var away = plan.pair().otherThan(home);
    if (resource instanceof Service service) {
      reach(new Goal.Running(name, home, service.instances().serving(), 0));
      reach(new Goal.Running(name, away, service.instances().standby(), 0));
      reach(new Goal.Bound(name, home, home));
      reach(new Goal.Bound(name, away, away));
    } else if (resource instanceof Traffic) {
      reach(new Goal.Routed(name, home));
    } else {
      reach(new Goal.Promoted(name, home));
      reach(new Goal.Replicating(name, away, home, Goal.Level.STREAMING));
    }
  }

  private synchronized boolean holds(Goal goal) {
    return goal instanceof Goal.Healthy
        ? !reached.contains(new Goal.Running(goal.resource(), goal.region(), 0, 0))
        : reached.contains(plain(goal));
  }

  final synchronized void reach(Goal goal) {
    if (goal instanceof Goal.Replicating(var store, var region, var source, _)) {
      rows.put(store + " in " + region, new HashSet<>(in(store, source)));
    }
    if (!(goal instanceof Goal.Healthy)) {
      reached.removeIf(old -> ends(goal, old));
      reached.add(plain(goal));
    }
  }

  /// Without what makes no difference here.
  private static Goal plain(Goal goal) {
    return switch (goal) {
      case Goal.Fenced(var it, var at, _) -> new Goal.Fenced(it, at, Goal.Stop.IMMEDIATE);
      case Goal.Replicating(var it, var at, var source, _) ->
          new Goal.Replicating(it, at, source, Goal.Level.STREAMING);
      case Goal.Running(var it, var at, var count, _) -> new Goal.Running(it, at, count, 0);
      case Goal.Routed(var it, var at, _) -> new Goal.Routed(it, at);
      case Goal.Promoted _, Goal.Protected _, Goal.Restored _, Goal.Bound _, Goal.Healthy _ -> goal;
    };
  }

  /// Whether `old` holds no longer once `goal` does: a writer, and all traffic, is in one place,
  /// which is neither fenced nor follows another.
  private static boolean ends(Goal goal, Goal old) {
    boolean both = goal instanceof Goal.Fenced && isPlace(old);
    return old.resource().equals(goal.resource())
        && (old.region().equals(goal.region())
            ? isPlace(goal) || both || old.type().equals(goal.type())
            : isPlace(goal) && isPlace(old));
  }

  private static boolean isPlace(Goal goal) {
    return goal instanceof Goal.Promoted || goal instanceof Goal.Routed;
  }

  /// A lost region writes nothing, so its fences hold.
  private boolean isSilent(Goal goal) {
    return lost.contains(goal.region()) && !(goal instanceof Goal.Fenced);
  }

  @Override
  public Readiness preflight(Goal goal) {
    return isSilent(goal)
        ? Readiness.notReady(
            Problem.passing(Code.LB2002, "it is silent", "nothing was asked", "wait, or heal it"))
        : Readiness.ready();
  }

  @Override
  public Observation observe(Goal goal) {
    if (isSilent(goal)) {
      return Observation.unreachable(goal.region() + " is silent");
    }
    return holds(goal)
        ? Observation.met(goal.phrase())
        : Observation.pending("not yet: " + goal.phrase());
  }

  @Override
  public synchronized void inject(Fault fault) {
    faults = new FaultCount(faults.injected() + 1, faults.healed());
    switch (fault) {
      case Fault.RegionLost(var region) -> lost.add(region);
      case Fault.Crashed(var service, var region) -> {
        var stopped = new Goal.Running(service, region, 0, 0);
        guarded = reached.stream().filter(it -> ends(stopped, it)).findFirst();
        untilGuarded = REFUSED;
        reach(stopped);
      }
      default -> throw new IllegalArgumentException("no such fault here: " + fault);
    }
  }

  @Override
  public synchronized void heal(Fault fault) {
    faults = new FaultCount(faults.injected(), faults.healed() + 1);
    lost.clear();
  }

  @Override
  public String remedy(Fault fault, String plan) {
    return "mend " + fault;
  }

  /// The region that takes a client's write now.
  final synchronized Optional<String> serving() {
    var service = workload.resources(Service.class).getFirst().name();
    var door = workload.resources(Traffic.class).getFirst().name();
    return both()
        .filter(it -> holds(new Goal.Routed(door, it)) && holds(new Goal.Healthy(service, it)))
        .filter(it ->
            both().filter(this::writes).anyMatch(at -> holds(new Goal.Bound(service, it, at))))
        .findFirst();
  }

  /// The regions that are not lost.
  private Stream<String> both() {
    return Stream.of(plan.pair().primary(), plan.pair().recovery())
        .filter(it -> !lost.contains(it));
  }

  private boolean writes(String region) {
    return stores().allMatch(it -> holds(new Goal.Promoted(it, region)));
  }

  final Stream<String> stores() {
    return workload.stores().stream().map(Resource::name);
  }

  final FaultCount faults() {
    return faults;
  }

  /// Whether the process of a canary dies now. What guards a service does not need it.
  final synchronized boolean kills() {
    boolean dies = death.test(faults);
    if (dies) {
      guarded.ifPresent(this::reach);
    }
    return dies;
  }

  /// A client's write at the front door.
  ///
  /// @return the region that took it; empty when none did, and nothing was written
  final synchronized Optional<String> write(String client, long number) {
    var served = serving();
    if (--untilGuarded == 0) {
      guarded.ifPresent(this::reach);
    }
    if (served.isPresent()) {
      both()
          .flatMap(region -> stores().filter(it -> takes(it, region)).map(it -> in(it, region)))
          .forEach(held -> held.add(new Row(client, number)));
    }
    return served;
  }

  private boolean takes(String store, String region) {
    var other = plan.pair().otherThan(region);
    return holds(new Goal.Promoted(store, region))
        || holds(new Goal.Replicating(store, region, other, Goal.Level.STREAMING));
  }

  private Set<Row> in(String store, String region) {
    return rows.computeIfAbsent(store + " in " + region, _ -> new HashSet<>());
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
    var numbers = new TreeSet<Long>();
    in(workload.resources(type).getFirst().name(), region).stream()
        .filter(it -> it.client().equals(client))
        .forEach(it -> numbers.add(it.number()));
    return new StoredNumbers.Numbers(numbers);
  }

  @Override
  public synchronized List<DataCheck.Part> data(String writer) {
    return stores().map(it -> compared(it, writer)).toList();
  }

  private DataCheck.Part compared(String store, String writer) {
    var rows = in(store, writer);
    boolean same = rows.equals(in(store, plan.pair().otherThan(writer)));
    var verdict = same ? Judgement.MET : Judgement.MISSED;
    return new DataCheck.Part(store, null, (long) rows.size(), verdict, "row by row");
  }

  @Override
  public synchronized void forget(String client) {
    rows.values().forEach(held -> held.removeIf(it -> it.client().equals(client)));
  }

  /// A region that was left stays fenced.
  @Override
  public synchronized SortedMap<String, String> inventory(List<String> clients) {
    var all = new TreeMap<String, String>();
    rows.forEach((at, held) ->
        held.stream()
            .filter(it -> clients.contains(it.client()))
            .collect(Collectors.groupingBy(Row::client, Collectors.counting()))
            .forEach((client, count) ->
                all.put("rows %s of %s".formatted(at, client), String.valueOf(count))));
    reached.stream()
        .filter(it -> !(it instanceof Goal.Fenced))
        .forEach(it -> all.put(it.phrase(), ""));
    return all;
  }
}
