package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.ProviderFiles;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.Replica;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The regions of one simulated world as a provider has them: whoever calls it turns the world's
/// agenda until the reply has come.
final class SimPlatform implements Platform, Reconciler<Goal> {
  private static final Duration QUICK = Duration.ofMillis(1);

  // What a region does by itself meanwhile, such as to promote, must get its time too.
  private static final long A_LOOK_TAKES = 50_000_000;

  private final Workload workload;
  private final SimWorld world;
  private final SimObservations observations;
  private final SimRequests requests;
  private final Path folder;

  SimPlatform(Plan plan, Path folder) throws ProblemException {
    this.workload = plan.workload(Storefront.SHOP);
    this.folder = folder;
    var setting = Setting.of(Storefront.compiler(), plan, workload, StepTimes.standard());
    this.world =
        new SimWorld(setting, LeaseTerms.standard(), 1, Mode.SWITCHOVER, Rules.product(), false);
    this.observations = new SimObservations(world);
    this.requests = new SimRequests(world, world.controllers.getFirst().program);
  }

  /// Lets time pass until an answer has come.
  private synchronized <T> T turned(Consumer<Consumer<T>> call) {
    var reply = new AtomicReference<T>();
    call.accept(reply::set);
    long until = world.now() + A_LOOK_TAKES;
    while (reply.get() == null || world.now() < until) {
      world.agenda.step();
    }
    if (!world.checker.isClean()) {
      throw new AssertionError(world.checker.violations());
    }
    return reply.get();
  }

  @Override
  public ProviderKind kind() {
    return new ProviderKind() {
      @Override
      public ProviderKeys keys() {
        return () -> "simulated";
      }

      @Override
      public boolean servesUsers() {
        return false;
      }

      @Override
      public ProviderFiles files() {
        return ProviderFiles.open(keys().word());
      }

      @Override
      public Traits traits() {
        return Storefront.traits();
      }
    };
  }

  @Override
  public Reconcilers reconcilers(Workload moved) {
    var reconcilers = Reconcilers.forResources(moved.resources());
    for (var type : List.of(Database.class, Bucket.class, Service.class, Traffic.class)) {
      for (var goal : Goal.class.getPermittedSubclasses()) {
        reconcilers.with(goal.asSubclass(Goal.class), type, this);
      }
    }
    return reconcilers.build();
  }

  @Override
  public synchronized Readiness preflight(Goal goal) {
    return goal instanceof Goal.Promoted promoted && !world.isTraffic(goal.resource())
        ? world.readiness(promoted)
        : Readiness.ready();
  }

  @Override
  public Observation observe(Goal goal) {
    var step =
        new Step.Reach(new StepId("look"), goal, List.of(), Duration.ofMinutes(1), List.of());
    return turned(back -> observations.look(step, back));
  }

  @Override
  public void pursue(Goal goal, Attempt attempt) throws ProblemException {
    open(attempt);
    Optional<Problem> refusal = turned(back -> requests.request(goal, attempt, back));
    if (refusal.isPresent()) {
      throw refusal.get().asException();
    }
  }

  /// The world knows a run once it has the claim, as if one of its controllers had opened it.
  private synchronized void open(Attempt attempt) {
    var placed = world.placements.placed();
    if (placed.openRun().equals(Optional.of(attempt.run())) && world.run(attempt.run()).isEmpty()) {
      boolean home = placed.writer().equals(world.region(0).name());
      var mode = home ? Mode.SWITCHOVER : Mode.FAILBACK;
      world.newRun(attempt.run(), world.runbook(mode, placed.writer()));
    }
  }

  @Override
  public Verifier verifier(Workload moved) {
    return _ ->
        turned(back ->
            world.calls.door(
                () -> world.traffic.serves() ? Observation.met("200") : Observation.pending("503"),
                back,
                _ -> Observation.unreachable("the front door is silent")));
  }

  @Override
  public Placements placements() {
    return world.placements;
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
  public Views views(Workload moved, String region) {
    return (at, _) -> {
      synchronized (this) {
        return new SimWatch(world, world.controllers.getFirst(), workload.failover())
            .round(world.region(region), at);
      }
    };
  }

  @Override
  public Replicas replicas(Workload moved, String region) {
    return () ->
        world.region(1 - world.index(region)).copies.stream()
            .map(copy -> new Replica(copy.store.kind.name(), Optional.empty(), "streams"))
            .toList();
  }

  @Override
  public Pauses pauses() {
    return new WatchFolder(folder);
  }

  @Override
  public String atRisk(Workload moved, Runbook runbook) {
    return "what had not arrived";
  }
}
