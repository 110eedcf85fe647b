package dev.lifeboat.provider;

import dev.lifeboat.plan.Resource;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import java.util.LinkedHashMap;
import java.util.Map;

/// A map from (kind of goal, kind of resource) to the reconciler that brings it about, or from
/// (kind of goal, one resource) where a resource has reconcilers of its own.
public final class Reconcilers {
  /// @param resource its class, or its name
  private record Key(Class<?> goal, Object resource) {}

  private final Map<Key, Reconciler<?>> reconcilers;
  private final Map<String, Resource> resources;

  private Reconcilers(Map<Key, Reconciler<?>> reconcilers, Map<String, Resource> resources) {
    this.reconcilers = Map.copyOf(reconcilers);
    this.resources = Map.copyOf(resources);
  }

  /// Collects reconcilers for the resources of one workload, by name.
  public static Builder forResources(Map<String, Resource> resources) {
    return new Builder(resources);
  }

  /// The reconciler for `goal`.
  ///
  /// @throws IllegalStateException when there is none: a provider refuses a plan that needs one
  ///   when it is read ([dev.lifeboat.plan.ProviderKeys])
  @SuppressWarnings("unchecked") // The builder takes a goal's class and its reconciler together.
  public <G extends Goal> Reconciler<G> reconciler(G goal) {
    var resource = resources.get(goal.resource());
    if (resource == null) {
      throw new IllegalStateException("no resource '" + goal.resource() + "' in the workload");
    }
    var own = reconcilers.get(new Key(goal.getClass(), goal.resource()));
    var reconciler =
        own == null ? reconcilers.get(new Key(goal.getClass(), resource.getClass())) : own;
    if (reconciler == null) {
      throw new IllegalStateException(
          "no reconciler makes '%s' of a %s come true"
              .formatted(goal.type(), resource.getClass().getSimpleName()));
    }
    return (Reconciler<G>) reconciler;
  }

  /// See [Reconciler#observe].
  public <G extends Goal> Observation observe(G goal) throws InterruptedException {
    return reconciler(goal).observe(goal);
  }

  /// See [Reconciler#preflight].
  public <G extends Goal> Readiness preflight(G goal) throws InterruptedException {
    return reconciler(goal).preflight(goal);
  }

  /// See [Reconciler#preflight].
  public <G extends Goal> Readiness preflight(G goal, boolean lossAccepted)
      throws InterruptedException {
    return reconciler(goal).preflight(goal, lossAccepted);
  }

  /// See [Reconciler#pursue].
  public <G extends Goal> void pursue(G goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    reconciler(goal).pursue(goal, attempt);
  }

  /// Not thread-safe; it is built from once.
  public static final class Builder {
    private final Map<Key, Reconciler<?>> reconcilers = new LinkedHashMap<>();
    private final Map<String, Resource> resources;

    private Builder(Map<String, Resource> resources) {
      this.resources = resources;
    }

    /// Adds the reconciler of one kind of goal for one kind of resource.
    ///
    /// @throws IllegalStateException when the pair has a reconciler already
    public <G extends Goal> Builder with(
        Class<G> goal, Class<? extends Resource> resource, Reconciler<? super G> reconciler) {
      return add(new Key(goal, resource), reconciler);
    }

    /// Adds the reconciler of one kind of goal for the resource of that name.
    ///
    /// @throws IllegalStateException as above
    public <G extends Goal> Builder with(
        Class<G> goal, String resource, Reconciler<? super G> reconciler) {
      return add(new Key(goal, resource), reconciler);
    }

    private Builder add(Key key, Reconciler<?> reconciler) {
      if (reconcilers.putIfAbsent(key, reconciler) != null) {
        throw new IllegalStateException(
            "two reconcilers for " + key.goal() + " of " + key.resource());
      }
      return this;
    }

    public Reconcilers build() {
      return new Reconcilers(reconcilers, resources);
    }
  }
}
