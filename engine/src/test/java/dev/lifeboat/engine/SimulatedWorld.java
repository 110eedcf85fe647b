package dev.lifeboat.engine;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Goal.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Two regions and an edge in memory: stores with their clients, services, a front door. It
/// outlives the controllers that act on it, as real regions do.
///
/// It is at least as unkind as the real one: an accepted request takes hold only some looks later,
/// fences later than promotions, and a request of a dead controller takes hold all the same. Time
/// is counted in looks. Each region and the front door keep the highest epoch seen and refuse a
/// lower one, when a request comes in and again when it takes hold.
public final class SimulatedWorld {
  private static final int FENCE_TAKES = 8;
  private static final int PROMOTION_TAKES = 2;
  private static final int OTHERS_TAKE = 3;
  private static final int SLOW_TAKES = 100;
  private static final int SETTLES_IN = 150;

  private record Accepted(Goal goal, long epoch, long at) {}

  private final Map<String, SimulatedStore> stores = new HashMap<>();
  private final Map<String, Integer> instances = new HashMap<>();
  private final Map<String, Long> epochs = new HashMap<>();
  private final Map<String, String> bound = new HashMap<>();
  private final List<Accepted> accepted = new ArrayList<>();
  private final Set<Goal> slow = new HashSet<>();
  private Optional<String> route;
  private int shared;
  private long now;
  private int writersAtOnce;
  private int refusedLate;
  private boolean checksEpochs = true;

  public SimulatedWorld(String source, String target) {
    stores.put("orders", new SimulatedStore(source, target));
    stores.put("images", new SimulatedStore(source, target));
    instances.put(source, 2);
    instances.put(target, 1);
    bound.put(source, source);
    bound.put(target, target);
    route = Optional.of(source);
    settle();
  }

  /// Takes the guard of the epochs away, to see a test of it red.
  public synchronized SimulatedWorld withoutEpochs() {
    checksEpochs = false;
    return this;
  }

  /// Of its database nothing is in `target`: a vault has it, a little later than its writer.
  synchronized SimulatedWorld vaulted(String source, String target) {
    store("orders").vaulted(source, target);
    return this;
  }

  /// Whether the copy in `region` has all that the vault has.
  synchronized boolean holdsVault(String region) {
    return store("orders").holdsVault(region);
  }

  /// Whether nothing of the database is in `region`.
  synchronized boolean isEmpty(String region) {
    return store("orders").isEmpty(region);
  }

  /// Requests for this goal take hold very late.
  public synchronized void delay(Goal goal) {
    slow.add(goal);
  }

  /// Lets so much time pass that whatever was accepted has taken hold.
  public synchronized void settle() {
    for (int i = 0; i < SETTLES_IN; i++) {
      tick();
    }
  }

  private void tick() {
    now++;
    var due = accepted.stream().filter(request -> request.at() <= now).toList();
    accepted.removeAll(due);
    due.forEach(this::takeHold);
    for (var store : stores.values()) {
      store.tick();
      writersAtOnce = Math.max(writersAtOnce, store.writers().size());
    }
  }

  synchronized void pursue(Goal goal, Attempt attempt) throws ProblemException {
    tick();
    if (stale(goal, attempt.epoch())) {
      refusedLate++;
      throw Problem.lasting(
              Code.LB3002,
              "epoch %d is over in %s".formatted(attempt.epoch(), place(goal)),
              "nothing was changed",
              "see 'lifeboat runs'")
          .asException();
    }
    epochs.put(place(goal), attempt.epoch());
    accepted.add(
        new Accepted(
            goal, attempt.epoch(), now + (slow.contains(goal) ? SLOW_TAKES : takes(goal))));
  }

  private boolean stale(Goal goal, long epoch) {
    return checksEpochs && epoch < epochs.getOrDefault(place(goal), 1L);
  }

  // The front door stands at the edge, whichever region it sends to.
  private static String place(Goal goal) {
    return goal.resource().equals("entry") ? "edge" : goal.region();
  }

  private static int takes(Goal goal) {
    return switch (goal) {
      case Goal.Fenced _ -> FENCE_TAKES;
      case Goal.Promoted _ -> PROMOTION_TAKES;
      case Goal.Replicating _,
          Goal.Protected _,
          Goal.Restored _,
          Goal.Running _,
          Goal.Healthy _,
          Goal.Bound _,
          Goal.Routed _ ->
          OTHERS_TAKE;
    };
  }

  private void takeHold(Accepted request) {
    if (stale(request.goal(), request.epoch())) {
      refusedLate++;
      return;
    }
    switch (request.goal()) {
      case Goal.Fenced(var resource, var region, _) when stores.containsKey(resource) ->
          store(resource).copy(region).writes = false;
      case Goal.Fenced(_, var region, _) -> route = route.filter(to -> !to.equals(region));
      case Goal.Promoted(var resource, var region) -> promote(store(resource).copy(region));
      case Goal.Replicating(var resource, var region, var source, _) -> {
        if (!store(resource).copy(region).writes) {
          store(resource).follow(region, source);
        }
      }
      case Goal.Protected(var resource, var region) -> store(resource).keep(region);
      case Goal.Restored(var resource, var region, _) -> store(resource).restore(region);
      case Goal.Running(var resource, var region, _, _) when stores.containsKey(resource) ->
          store(resource).standDown(region);
      case Goal.Running(_, var region, var wanted, _) -> instances.put(region, wanted);
      case Goal.Healthy _ -> {}
      case Goal.Bound(_, var region, var to) -> bound.put(region, to);
      case Goal.Routed(_, var region, var share) -> {
        route = Optional.of(region);
        shared = share == null ? 0 : share.percent();
      }
    }
  }

  private static void promote(SimulatedStore.Copy copy) {
    copy.writes = true;
    copy.follows = Optional.empty();
  }

  synchronized Observation observe(Goal goal) {
    tick();
    return holds(goal)
        ? Observation.met(goal.phrase())
        : Observation.pending("not yet: " + goal.phrase());
  }

  private boolean holds(Goal goal) {
    return switch (goal) {
      case Goal.Fenced(var resource, var region, _) when stores.containsKey(resource) ->
          !store(resource).copy(region).writes;
      // A share of the users means that the rest are with the other region.
      case Goal.Fenced(_, var region, _) -> !route.equals(Optional.of(region)) && shared == 0;
      case Goal.Promoted(var resource, var region) -> store(resource).copy(region).writes;
      case Goal.Replicating(var resource, var region, var source, var level) ->
          replicates(store(resource), region, source, level);
      case Goal.Protected(var resource, var region) -> store(resource).keeps(region);
      case Goal.Restored(var resource, var region, _) -> store(resource).isRestored(region);
      case Goal.Running(var resource, var region, _, _) when stores.containsKey(resource) ->
          store(resource).isEmpty(region);
      case Goal.Running(_, var region, var wanted, _) -> instances.get(region) == wanted;
      case Goal.Healthy(_, var region) ->
          instances.get(region) > 0 && store("orders").copy(region).writes;
      case Goal.Bound(_, var region, var to) -> to.equals(bound.get(region));
      case Goal.Routed(_, var region, var share) ->
          route.equals(Optional.of(region)) && shared == (share == null ? 0 : share.percent());
    };
  }

  private static boolean replicates(
      SimulatedStore store, String region, String source, Level level) {
    var follows = store.copy(region).follows.equals(Optional.of(source));
    return switch (level) {
      case STREAMING -> follows && !store.copy(region).writes;
      case COMPLETE -> follows && !store.copy(source).writes && store.holdsAllOf(region, source);
    };
  }

  /// Something starts the store's old writer again, behind everyone's back.
  synchronized void restart(String resource, String region) {
    store(resource).copy(region).writes = true;
    store(resource).copy(region).follows = Optional.empty();
  }

  private SimulatedStore store(String resource) {
    return Optional.ofNullable(stores.get(resource)).orElseThrow();
  }

  /// The regions in which a store takes writes.
  public synchronized List<String> writers(String resource) {
    return store(resource).writers();
  }

  /// The most writers that one store ever had at the same time.
  public synchronized int writersAtOnce() {
    return writersAtOnce;
  }

  /// Acknowledged writes of all stores that the copies in `region` do not hold.
  public synchronized int lostIn(String region) {
    return stores.values().stream().mapToInt(store -> store.lostIn(region).size()).sum();
  }

  public synchronized int acknowledged() {
    return stores.values().stream().mapToInt(SimulatedStore::acknowledged).sum();
  }

  public synchronized Optional<String> route() {
    return route;
  }

  /// The per cent of the users that the route is on trial with; 0 when all of them go one way.
  public synchronized int shared() {
    return shared;
  }

  /// The region whose stores the services of `region` use.
  public synchronized String bound(String region) {
    return Optional.ofNullable(bound.get(region)).orElseThrow();
  }

  /// Requests of an epoch that was over.
  public synchronized int refusedLate() {
    return refusedLate;
  }
}
