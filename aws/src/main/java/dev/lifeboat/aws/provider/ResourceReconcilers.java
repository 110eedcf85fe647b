package dev.lifeboat.aws.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Hands each goal to the reconciler of its resource.
final class ResourceReconcilers<G extends Goal> implements Reconciler<G> {
  private final Map<String, Reconciler<G>> reconcilers;

  private ResourceReconcilers(Map<String, Reconciler<G>> reconcilers) {
    this.reconcilers = Map.copyOf(reconcilers);
  }

  /// @param sites of each resource, by its name
  static <G extends Goal> ResourceReconcilers<G> of(
      Map<String, ?> sites, Function<String, Reconciler<G>> made) {
    var reconcilers = new LinkedHashMap<String, Reconciler<G>>();
    sites.keySet().forEach(name -> reconcilers.put(name, made.apply(name)));
    return new ResourceReconcilers<>(reconcilers);
  }

  /// Together with those of other resources.
  ResourceReconcilers<G> and(ResourceReconcilers<G> others) {
    var all = new LinkedHashMap<>(reconcilers);
    all.putAll(others.reconcilers);
    return new ResourceReconcilers<>(all);
  }

  private Reconciler<G> of(G goal) {
    return Optional.ofNullable(reconcilers.get(goal.resource()))
        .orElseThrow(() ->
            new IllegalStateException(
                "nothing is known of where '%s' is on AWS".formatted(goal.resource())));
  }

  @Override
  public Readiness preflight(G goal) throws InterruptedException {
    return of(goal).preflight(goal);
  }

  @Override
  public Observation observe(G goal) throws InterruptedException {
    return of(goal).observe(goal);
  }

  @Override
  public void pursue(G goal, Attempt attempt) throws InterruptedException, ProblemException {
    of(goal).pursue(goal, attempt);
  }
}
