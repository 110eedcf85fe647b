package dev.lifeboat.drill;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
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
import java.util.function.Function;

/// Holds one drill: fault, detection, failover, measurement, failback, residue.
///
/// The canary is stopped after the failover, so that its log is whole when the recovered region is
/// asked which writes survive; a second one watches the way home.
public final class Drill {
  // The way home counts losses and measures no outage, so it needs no fine clock, and every write
  // of it has to be copied back first.
  private static final int HOME_RATE = 10;

  private final DrillContext context;

  /// @param planBytes the plan file as it was read, kept with the run
  public Drill(
      InstantSource clock,
      Watcher.Pause pause,
      Plan plan,
      byte[] planBytes,
      Workload workload,
      Platform platform,
      Function<RunId, List<String>> resumption,
      Runs runs,
      People people,
      Narrator narrator)
      throws ProblemException {
    this.context =
        new DrillContext(
            clock,
            pause,
            plan,
            planBytes.clone(),
            workload,
            platform,
            DrillContext.required(platform, workload, Drills.class, "a drill"),
            DrillContext.required(platform, workload, Faults.class, "a fault"),
            resumption,
            runs,
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
    context.requireHome();
    // What a killed drill left of one would be this one's residue, and no part of what is tested.
    var sandboxes = context.platform().ability(context.workload(), Sandboxes.class);
    if (sandboxes.isPresent()) {
      sandboxes.get().sandbox().remove();
    }
    var began = context.clock().instant();
    if (!scenario.recovery().moves()) {
      return new HealedDrill(context, scenario, context.runs().reserve(), began).hold();
    }
    var faults = scenario.faults(context.platform().kind(), context.plan(), context.workload());
    var before = context.inventory();
    var files = context.runs().reserve();
    DrillFailover recovered;
    try {
      recovered = recover(scenario, faults, files, by);
    } catch (InterruptedException | ProblemException failed) {
      context.heal(faults);
      throw failed;
    }
    var healedAt = context.clock().instant();
    context.narrator().begins("heal", "heal " + scenario.word());
    context.heal(faults);
    context.narrator().ends("heal", "healed");
    var report = new Assessment(context.plan(), context.workload(), scenario, files, began);
    if (!(recovered.state().phase() instanceof RunState.Phase.Ended)) {
      context.drills().forget(files.run().value());
      return report.stuck(recovered, context.clock().instant());
    }
    var returned = comeBack(healedAt, recovered.state(), files, by);
    var residue =
        returned.state().phase() instanceof RunState.Phase.Ended
            ? context.leftBehind(
                before, List.of(files.run().value(), returned.state().run().value()))
            : List.of("the way home is not over: " + Phrases.of(returned.state().phase()));
    var result = report.of(recovered, returned, residue, context.clock().instant());
    return Evidence.clients(files, recovered).map(result::with).orElse(result);
  }

  /// Holds a drill that lends the recovery region so many per cent of the clients' reads.
  ///
  /// @throws ProblemException LB3010 when the recovery region runs nothing that could serve them,
  ///   LB3003 while a run is open, and as [#hold]
  public DrillResult holdShare(int percent) throws InterruptedException, ProblemException {
    context.requireHome();
    return new ShareDrill(context, percent).hold();
  }

  /// Holds a drill that recovers the workload in a sandbox beside its replica, for no client.
  ///
  /// @throws ProblemException LB3003 while a run is open, LB5002 when the sandbox cannot be made,
  ///   and as [#hold]
  public DrillResult holdIsolated() throws InterruptedException, ProblemException {
    context.requireHome();
    return new IsolatedDrill(context).hold();
  }

  private DrillFailover recover(
      Scenario scenario, List<dev.lifeboat.provider.Fault> faults, RunFolder files, String by)
      throws InterruptedException, ProblemException {
    var client = files.run().value();
    var execution = new Execution(context, scenario, by);
    try (var canary = context.drills().startCanary(client, context.rate(), files.canary())) {
      context.warmUp(canary);
      // Ready before the fault, as it is where somebody watches: the drill must not pay for it.
      var world = context.world();
      var decided =
          scenario.recovery() == ScenarioCourse.MOVED
              ? Optional.<FaultAndDetection.Decided>empty()
              : Optional.of(new FaultAndDetection(context, scenario, faults).untilDecided());
      var since = decided.map(it -> it.fault().at()).orElse(context.clock().instant());
      var state =
          run(
              decided.isPresent() ? Mode.FAILOVER : Mode.SWITCHOVER,
              open -> execution.run(open, world, faults),
              files,
              by,
              "drill: " + scenario.word(),
              since);
      boolean back = canary.awaitSteady(context.plan().canary().confirm(), context.steadySeconds());
      if (back) {
        context.coolDown(canary);
        context.awaitClients(files, since, state.runbook().target());
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
    var closed = DoorClosure.of(context.workload(), entries).orElse(FaultTime.at(opened));
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
        context
            .placements()
            .read(context.workload().name())
            .orElseThrow(() -> new IllegalStateException("no placement"))
            .writer();
    var runbook =
        context
            .platform()
            .kind()
            .compiler()
            .compile(context.plan(), context.workload(), mode, source);
    context.narrator().begins(mode.word(), "%s → %s".formatted(runbook.source(), runbook.target()));
    var open =
        context
            .runs()
            .open(
                new Runs.Request(
                    files.run(),
                    context.planBytes(),
                    context.plan().sha256(),
                    runbook,
                    by,
                    reason));
    var state = executing.run(open);
    context
        .narrator()
        .ends(
            mode.word(),
            "%s after %s"
                .formatted(
                    Phrases.of(state.phase()), Seconds.of(since, context.clock().instant())));
    return state;
  }

  private DrillFailover measured(
      RunFolder files, DrillMoments timing, RunState state, String client, Criterion course)
      throws InterruptedException {
    var region = state.runbook().target();
    context.narrator().begins("measure", "which writes survive in " + region);
    var result =
        Evidence.measure(
            files,
            region,
            new FaultTime(timing.faultAt(), timing.inEffect()),
            context.drills().rows(region, client),
            context.drills().objects(region, client));
    context.narrator().ends("measure", result.phrase());
    return new DrillFailover(timing, state, result.measurement(), result.why(), course);
  }

  private DrillFailback comeBack(Instant healedAt, RunState left, RunFolder failover, String by)
      throws InterruptedException, ProblemException {
    boolean unprotected = left.runbook().mode() == Mode.FAILOVER;
    var protecting =
        unprotected ? Optional.of(context.runs().reserve()) : Optional.<RunFolder>empty();
    var files = context.runs().reserve();
    var client = files.run().value();
    var world = context.world();
    var home = new Execution(context, Scenario.REGION_LOSS, by);
    DrillFailback returned;
    var before = new BeforeReturn(context);
    try (var canary =
        context.drills().startCanary(client, Math.min(context.rate(), HOME_RATE), files.canary())) {
      canary.awaitSteady(context.plan().canary().confirm(), context.steadySeconds());
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
      var took = Duration.between(healedAt, context.clock().instant());
      canary.awaitSteady(context.plan().canary().confirm(), context.steadySeconds());
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
      throws InterruptedException, ProblemException {
    if (!(returned.phase() instanceof RunState.Phase.Ended)) {
      return DrillLedger.none("the way home is not over: " + Phrases.of(returned.phase()));
    }
    if (!left.runbook().mode().equals(Mode.FAILOVER)) {
      return DrillLedger.none("a planned move leaves nothing behind on the old side");
    }
    var home = context.plan().primary().name();
    context.narrator().begins("ledger", "what exists in " + home + " alone");
    var epochs = new Ledgers.Epochs(left.opened().epoch(), reread.opened().epoch());
    var ledger =
        Evidence.ledger(
            failover,
            context.required(Ledgers.class, "a ledger").of(home, failover.run().value(), epochs));
    context.narrator().ends("ledger", ledger.phrase());
    return ledger;
  }

  private Survival lossOnTheWay(RunFolder files, Instant healedAt, String client)
      throws InterruptedException {
    var home = context.plan().primary().name();
    return Evidence.measure(
            files,
            home,
            FaultTime.at(healedAt),
            context.drills().rows(home, client),
            context.drills().objects(home, client))
        .measurement()
        .map(measurement -> measurement.writes().survival())
        .orElse(new Survival.Unknown("the canary's log could not be read"));
  }

  private DataCheck after(RunState state) throws InterruptedException, ProblemException {
    return state.phase() instanceof RunState.Phase.Ended
        ? context.sameData("after the return")
        : DataCheck.unknown("the way home is " + Phrases.of(state.phase()));
  }

  private Criterion bothSides(RunState state, RunFolder failover, String client)
      throws InterruptedException {
    return state.phase() instanceof RunState.Phase.Ended
        ? context.bothSides(List.of(failover.run().value(), client))
        : Criterion.unknown("the way home is " + Phrases.of(state.phase()));
  }
}
