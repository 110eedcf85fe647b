package dev.lifeboat.drill;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioCourse;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Holds one drill: fault, detection, failover, measurement, failback, residue.
///
/// The canary is stopped after the failover, so that its log is whole when the recovered region is
/// asked which writes survive; a second one watches the way home.
public final class Drill {
  // The way home counts losses and measures no outage, so it needs no fine clock, and every write
  // of it has to be copied back first.
  private static final int HOME_RATE = 10;

  private final DrillContext stage;

  /// @param planBytes the plan file as it was read, kept with the run
  public Drill(
      InstantSource clock,
      Watcher.Pause pause,
      Plan plan,
      byte[] planBytes,
      Workload workload,
      Site site,
      Runs runs,
      Placements placements,
      People people,
      Narrator narrator) {
    this.stage =
        new DrillContext(
            clock,
            pause,
            plan,
            planBytes.clone(),
            workload,
            site,
            runs,
            placements,
            people,
            narrator);
  }

  /// Holds the drill. What it broke is healed on every way out, but for a crash.
  ///
  /// @param by the person, kept in the journal
  /// @throws ProblemException when it could not be held: nothing steady to break (LB2010), the
  ///   workload is not at home (LB5004), the fault was never detected (LB3005), and whatever the
  ///   run itself ran into
  public DrillResult hold(Scenario scenario, String by)
      throws InterruptedException, ProblemException {
    stage.requireHome();
    // What a killed drill left of one would be this one's residue, and no part of what is tested.
    stage.site().sandbox(stage.workload()).remove();
    var began = stage.clock().instant();
    if (!scenario.recovery().moves()) {
      return new HealedDrill(stage, scenario, stage.runs().reserve(), began).hold();
    }
    var faults = scenario.faults(stage.plan(), stage.workload());
    var before = stage.inventory();
    var files = stage.runs().reserve();
    DrillFailover recovered;
    try {
      recovered = recover(scenario, faults, files, by);
    } catch (InterruptedException | ProblemException failed) {
      stage.heal(faults);
      throw failed;
    }
    var healedAt = stage.clock().instant();
    stage.narrator().begins("heal", "heal " + scenario.word());
    stage.heal(faults);
    stage.narrator().ends("heal", "healed");
    var report = new Assessment(stage.plan(), stage.workload(), scenario, files, began);
    if (!(recovered.state().phase() instanceof RunState.Phase.Ended)) {
      stage.site().forget(stage.workload(), files.run().value());
      return report.stuck(recovered, stage.clock().instant());
    }
    var returned = comeBack(healedAt, recovered.state(), files, by);
    var residue =
        returned.state().phase() instanceof RunState.Phase.Ended
            ? stage.leftBehind(before, List.of(files.run().value(), returned.state().run().value()))
            : List.of("the way home is not over: " + Phrases.of(returned.state().phase()));
    var result = report.of(recovered, returned, residue, stage.clock().instant());
    return Evidence.clients(files, recovered).map(result::with).orElse(result);
  }

  /// Holds a drill that lends the recovery region so many per cent of the clients' reads.
  ///
  /// @throws ProblemException LB3010 when the recovery region runs nothing that could serve them,
  ///   LB3003 while a run is open, and as [#hold]
  public DrillResult holdShare(int percent) throws InterruptedException, ProblemException {
    stage.requireHome();
    return new ShareDrill(stage, percent).hold();
  }

  /// Holds a drill that recovers the workload in a sandbox beside its replica, for no client.
  ///
  /// @throws ProblemException LB3003 while a run is open, LB5002 when the sandbox cannot be made,
  ///   and as [#hold]
  public DrillResult holdIsolated() throws InterruptedException, ProblemException {
    stage.requireHome();
    return new IsolatedDrill(stage).hold();
  }

  private DrillFailover recover(
      Scenario scenario, List<dev.lifeboat.provider.Fault> faults, RunFolder files, String by)
      throws InterruptedException, ProblemException {
    var client = files.run().value();
    var execution = new Execution(stage, scenario, by);
    try (var canary =
        stage.site().startCanary(stage.workload(), client, stage.rate(), files.canary())) {
      stage.warmUp(canary);
      // Ready before the fault, as it is where somebody watches: the drill must not pay for it.
      var world = stage.site().world(stage.workload(), stage.people());
      var decided =
          scenario.recovery() == ScenarioCourse.MOVED
              ? Optional.<FaultAndDetection.Decided>empty()
              : Optional.of(new FaultAndDetection(stage, scenario, faults).untilDecided());
      var since = decided.map(it -> it.fault().at()).orElse(stage.clock().instant());
      var state =
          run(
              decided.isPresent() ? Mode.FAILOVER : Mode.SWITCHOVER,
              open -> execution.run(open, world, faults),
              files,
              by,
              "drill: " + scenario.word(),
              since);
      boolean back = canary.awaitSteady(stage.plan().canary().confirm(), stage.steadySeconds());
      if (back) {
        stage.coolDown(canary);
        stage.awaitClients(files, since, state.runbook().target());
      }
      canary.stop();
      var course =
          decided
              .map(FaultAndDetection.Decided::seen)
              .orElse(Criterion.met("begun by a person"))
              .and(execution.seen());
      return measured(files, timing(files, decided, state), state, client, course);
    }
  }

  /// What a planned move takes from clients begins with the closing of their front door.
  private DrillMoments timing(
      RunFolder files, Optional<FaultAndDetection.Decided> decided, RunState state)
      throws ProblemException {
    var entries = JournalReader.read(files.journal()).entries();
    var opened = entries.getFirst().at();
    var capacity = FullCapacity.reachedAt(state);
    if (decided.isPresent()) {
      var fault = decided.get().fault();
      return new DrillMoments(fault.at(), fault.inEffect(), decided.get().at(), opened, capacity);
    }
    var closed = DoorClosure.of(stage.workload(), entries).orElse(FaultTime.at(opened));
    return new DrillMoments(closed.at(), closed.inEffect(), closed.at(), opened, capacity);
  }

  /// Executes a run that is open.
  @FunctionalInterface
  private interface Executing {
    RunState run(Runs.OpenRun open) throws InterruptedException, ProblemException;
  }

  private RunState run(
      Mode mode, Executing executing, RunFolder files, String by, String reason, Instant since)
      throws InterruptedException, ProblemException {
    var source =
        stage
            .placements()
            .read(stage.workload().name())
            .orElseThrow(() -> new IllegalStateException("no placement"))
            .writer();
    var runbook = new RunbookCompiler().compile(stage.plan(), stage.workload(), mode, source);
    stage.narrator().begins(mode.word(), "%s → %s".formatted(runbook.source(), runbook.target()));
    var open =
        stage
            .runs()
            .open(
                new Runs.Request(
                    files.run(), stage.planBytes(), stage.plan().sha256(), runbook, by, reason));
    var state = executing.run(open);
    stage
        .narrator()
        .ends(
            mode.word(),
            "%s after %s"
                .formatted(Phrases.of(state.phase()), Seconds.of(since, stage.clock().instant())));
    return state;
  }

  private DrillFailover measured(
      RunFolder files, DrillMoments timing, RunState state, String client, Criterion course)
      throws InterruptedException {
    var region = state.runbook().target();
    stage.narrator().begins("measure", "which writes survive in " + region);
    var result =
        Evidence.measure(
            files,
            region,
            new FaultTime(timing.faultAt(), timing.inEffect()),
            stage.site().rows(stage.workload(), region, client),
            stage.site().objects(stage.workload(), region, client));
    stage.narrator().ends("measure", result.phrase());
    return new DrillFailover(timing, state, result.measurement(), result.why(), course);
  }

  private DrillFailback comeBack(Instant healedAt, RunState left, RunFolder failover, String by)
      throws InterruptedException, ProblemException {
    boolean unprotected = left.runbook().mode() == Mode.FAILOVER;
    var protecting =
        unprotected ? Optional.of(stage.runs().reserve()) : Optional.<RunFolder>empty();
    var files = stage.runs().reserve();
    var client = files.run().value();
    var world = stage.site().world(stage.workload(), stage.people());
    var home = new Execution(stage, Scenario.REGION_LOSS, by);
    DrillFailback returned;
    var before = new BeforeReturn(stage);
    try (var canary =
        stage
            .site()
            .startCanary(
                stage.workload(), client, Math.min(stage.rate(), HOME_RATE), files.canary())) {
      canary.awaitSteady(stage.plan().canary().confirm(), stage.steadySeconds());
      var reason = "way home of drill " + failover.run();
      Executing plainly = open -> home.run(open, world, (_, _) -> {});
      Optional<RunState> reprotected =
          protecting.isPresent()
              ? Optional.of(run(Mode.REPROTECT, plainly, protecting.get(), by, reason, healedAt))
              : Optional.empty();
      var state =
          reprotected.isPresent() && !reprotected.get().done()
              ? reprotected.get()
              : run(
                  Mode.FAILBACK,
                  open -> home.run(open, world, before),
                  files,
                  by,
                  reason,
                  healedAt);
      var took = Duration.between(healedAt, stage.clock().instant());
      canary.awaitSteady(stage.plan().canary().confirm(), stage.steadySeconds());
      canary.stop();
      var loss = lossOnTheWay(files, healedAt, client);
      var data = new DrillResult.Data(before.seen(), after(state), null);
      returned =
          new DrillFailback(
              state,
              reprotected.map(RunState::run),
              took,
              loss,
              bothSides(state, failover, client),
              data,
              ledger(left, reprotected.orElse(state), state, failover));
    }
    return returned;
  }

  /// What the old side had alone, as it was read back before its copy.
  ///
  /// @param reread the run that made the old side follow again
  private DrillLedger ledger(RunState left, RunState reread, RunState returned, RunFolder failover)
      throws InterruptedException {
    if (!(returned.phase() instanceof RunState.Phase.Ended)) {
      return DrillLedger.none("the way home is not over: " + Phrases.of(returned.phase()));
    }
    if (!left.runbook().mode().equals(Mode.FAILOVER)) {
      return DrillLedger.none("a planned move leaves nothing behind on the old side");
    }
    var home = stage.plan().primary().name();
    stage.narrator().begins("ledger", "what exists in " + home + " alone");
    var epochs = new Site.Epochs(left.opened().epoch(), reread.opened().epoch());
    var ledger =
        Evidence.ledger(
            failover, stage.site().ledger(stage.workload(), home, failover.run().value(), epochs));
    stage.narrator().ends("ledger", ledger.phrase());
    return ledger;
  }

  private Survival lossOnTheWay(RunFolder files, Instant healedAt, String client)
      throws InterruptedException {
    var home = stage.plan().primary().name();
    return Evidence.measure(
            files,
            home,
            FaultTime.at(healedAt),
            stage.site().rows(stage.workload(), home, client),
            stage.site().objects(stage.workload(), home, client))
        .measurement()
        .map(measurement -> measurement.writes().survival())
        .orElse(new Survival.Unknown("the canary's log could not be read"));
  }

  private DataCheck after(RunState state) throws InterruptedException, ProblemException {
    return state.phase() instanceof RunState.Phase.Ended
        ? stage.sameData("after the return")
        : DataCheck.unknown("the way home is " + Phrases.of(state.phase()));
  }

  private Criterion bothSides(RunState state, RunFolder failover, String client)
      throws InterruptedException {
    return state.phase() instanceof RunState.Phase.Ended
        ? stage.bothSides(List.of(failover.run().value(), client))
        : Criterion.unknown("the way home is " + Phrases.of(state.phase()));
  }
}
