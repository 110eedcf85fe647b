package dev.lifeboat.control;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A world where every goal comes true as soon as it is asked for, but for those that a test holds.
public final class MemoryWorld {
  private final Set<Goal> reached = ConcurrentHashMap.newKeySet();
  private final Map<String, Observation> held = new ConcurrentHashMap<>();
  private final Map<String, Readiness> preflights = new ConcurrentHashMap<>();
  private final CountDownLatch asked = new CountDownLatch(1);

  /// Goals whose type begins with `word` stay as `seen`.
  void hold(String word, Observation seen) {
    held.put(word, seen);
  }

  /// Whoever asks before hears `seen` of goals whose type begins with `word`.
  void preflight(String word, Readiness seen) {
    preflights.put(word, seen);
  }

  /// Waits until a held goal was asked for.
  void awaitHeld() throws InterruptedException {
    if (!asked.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("no held goal was asked for within 20 s");
    }
  }

  public Reconcilers reconcilers(Workload workload) {
    var reconcilers = Reconcilers.forResources(workload.resources());
    for (Class<? extends Resource> type :
        List.of(Database.class, Bucket.class, Service.class, Traffic.class)) {
      reconcilers
          .with(Goal.Fenced.class, type, new Instant<>())
          .with(Goal.Promoted.class, type, new Instant<>())
          .with(Goal.Replicating.class, type, new Instant<>())
          .with(Goal.Running.class, type, new Instant<>())
          .with(Goal.Healthy.class, type, new Instant<>())
          .with(Goal.Bound.class, type, new Instant<>())
          .with(Goal.Routed.class, type, new Instant<>());
    }
    return reconcilers.build();
  }

  /// Reaches its goal at once.
  private final class Instant<G extends Goal> implements Reconciler<G> {
    @Override
    public Readiness preflight(G goal) {
      return of(preflights, goal).orElse(Readiness.ready());
    }

    @Override
    public Observation observe(G goal) {
      return of(held, goal)
          .orElse(
              reached.contains(goal)
                  ? Observation.met("it was asked for")
                  : Observation.pending("not asked for"));
    }

    private <T> Optional<T> of(Map<String, T> byWord, G goal) {
      var type = goal.type().toLowerCase(Locale.ROOT);
      return byWord.entrySet().stream()
          .filter(one -> type.startsWith(one.getKey()))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    @Override
    public void pursue(G goal, Attempt attempt) {
      reached.add(goal);
      if (!(observe(goal) instanceof Observation.Met)) {
        asked.countDown();
      }
    }
  }
}
