package dev.lifeboat.drill;

import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.OvertakenRun;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.watch.WatchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Two regions in memory, and the front door of their clients: the smallest provider that a whole
/// drill can be held with.
public class MemoryRegions extends MemoryWorld implements Platform, Ledgers {
  private static final Duration QUICK = Duration.ofMillis(5);

  final FastClock clock = new FastClock(Thread::sleep);
  private final Kind kind;
  private final Plan plan;
  private final Placements placements;
  private final Path notes;

  /// @param servesUsers whether they are like an account, which is there for others too; else a lab
  public record Kind(boolean servesUsers) implements ScenarioHost {
    @Override
    public ProviderKeys keys() {
      return () -> "lab";
    }

    @Override
    public Traits traits() {
      return Storefront.traits();
    }

    @Override
    public List<Scenario> scenarios() {
      return List.of(Scenarios.SERVICE_LOSS, Scenarios.REGION_LOSS, Scenarios.SWITCHOVER);
    }
  }

  /// @param first where the writer of one workload is; the others' are at home
  public MemoryRegions(Kind kind, Plan plan, Placement first, Path folder)
      throws IOException, ProblemException {
    super(plan, first);
    this.kind = kind;
    this.plan = plan;
    this.placements = new FilePlacements(Files.createDirectories(folder.resolve("placements")));
    this.notes = Files.createDirectories(folder.resolve("notes"));
    placements.compareAndSet(Optional.empty(), first);
  }

  @Override
  public ProviderKind kind() {
    return kind;
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
  public void pursue(Goal goal, Attempt attempt) throws ProblemException {
    for (var each : plan.workloads().values()) {
      if (each.resources().containsKey(goal.resource())
          && placements
              .read(each.name())
              .flatMap(Placement::openRun)
              .filter(attempt.run()::equals)
              .isEmpty()) {
        throw OvertakenRun.byEpoch(attempt.run() + " is not the open run").asException();
      }
    }
    if (preflight(goal) instanceof Readiness.NotReady(var problem)) {
      throw problem.asException();
    }
    reach(goal);
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
    return new WatchFolder(notes);
  }

  @Override
  public Optional<Path> notes() {
    return Optional.of(notes);
  }

  @Override
  public String atRisk(Workload workload, Runbook runbook) {
    return "none: a copy holds what its writer acknowledged";
  }

  @Override
  public Views views(Workload workload, String region) throws ProblemException {
    var up = new Round.View.Up("answers");
    return (at, _) -> {
      boolean lost = isLost(region);
      return new Round(
          at,
          List.of(
              lost
                  ? new CheckResult.Refused("sql", "connection refused")
                  : new CheckResult.Passed("sql")),
          Optional.empty(),
          lost ? new Round.View.Down("is silent") : up,
          serving().equals(Optional.of(region)) ? up : new Round.View.Down("503"));
    };
  }

  @Override
  public Replicas replicas(Workload workload, String region) {
    return List::of;
  }

  @Override
  public Canary startCanary(String client, Load load, Path log) throws ProblemException {
    return new MemoryCanary(this, clock, client, log)
        .begin(load.writesPerSecond(), plan.canary().confirm());
  }

  @Override
  public Ledger of(String region, String run, Epochs epochs) throws InterruptedException {
    var read =
        workload.stores().stream()
            .map(it ->
                StoreReadback.whole(
                    it.name(), StoreReadback.Kind.BUCKET, "epoch " + epochs.failover()))
            .toList();
    return new Ledger(run, region, CanaryMarks.of(plan.canary(), workload, run), read, List.of());
  }
}
