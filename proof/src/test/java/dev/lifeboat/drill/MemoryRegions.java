package dev.lifeboat.drill;

import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.ProviderKeys;
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
import dev.lifeboat.provider.ProviderFiles;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Two regions in memory, and the front door of their clients: the smallest provider that a whole
/// drill can be held with.
public class MemoryRegions extends MemoryWorld implements Platform, Ledgers {
  private static final Duration QUICK = Duration.ofMillis(5);

  final FastClock clock = new FastClock(Thread::sleep);
  private final Kind kind;
  private final Placements placements;
  private final Path notes;

  /// @param servesUsers whether they are like an account, which is there for others too; else a lab
  /// @param failoverAlone whether no planned move of a workload has a runbook there
  public record Kind(boolean servesUsers, boolean failoverAlone) implements ScenarioHost {
    public Kind(boolean servesUsers) {
      this(servesUsers, false);
    }

    @Override
    public ProviderKeys keys() {
      return () -> "lab";
    }

    @Override
    public ProviderFiles files() {
      return ProviderFiles.open(keys().word());
    }

    @Override
    public boolean keepsBackups() {
      return !servesUsers;
    }

    @Override
    public Traits traits() {
      return failoverAlone ? Storefront.failoverAlone() : Storefront.traits();
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
    this.placements = new FilePlacements(Files.createDirectories(folder.resolve("placements")));
    this.notes = Files.createDirectories(folder.resolve("notes"));
    placements.compareAndSet(Optional.empty(), first);
  }

  @Override
  public ProviderKind kind() {
    return kind;
  }

  /// By which their clients write, and so whoever measures them reads it too.
  protected final InstantSource time() {
    return clock;
  }

  /// Waits by that clock.
  protected final void pass(Duration span) throws InterruptedException {
    clock.pause(span);
  }

  /// Every kind of goal of every kind of resource is this one's to reach.
  @Override
  public Reconcilers reconcilers(Workload workload) {
    var reconcilers = Reconcilers.forResources(workload.resources());
    for (var goal : Goal.class.getPermittedSubclasses()) {
      var type = goal.asSubclass(Goal.class);
      workload.resources().keySet().forEach(it -> reconcilers.with(type, it, this));
    }
    return reconcilers.build();
  }

  @Override
  public void pursue(Goal goal, Attempt attempt) throws ProblemException {
    for (var each : plan.workloads().values()) {
      if (each.resources().containsKey(goal.resource())
          && !Optional.of(attempt.run()).equals(placements.required(each.name()).openRun())) {
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
    var nobody = Observation.unreachable("nobody answers");
    return _ -> serving().map(it -> Observation.met(it + " answers")).orElse(nobody);
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
    var refused = new CheckResult.Refused("sql", "connection refused");
    return (at, _) -> {
      boolean up = !lost.contains(region);
      var check = up ? new CheckResult.Passed("sql") : refused;
      var users = view(serving().equals(Optional.of(region)));
      return new Round(at, List.of(check), Optional.empty(), view(up), users);
    };
  }

  private static Round.View view(boolean up) {
    return up ? new Round.View.Up("answers") : new Round.View.Down("is silent");
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
        stores().map(it -> StoreReadback.whole(it, StoreReadback.Kind.BUCKET, "all")).toList();
    return new Ledger(run, region, CanaryMarks.of(plan.canary(), workload, run), read, List.of());
  }
}
