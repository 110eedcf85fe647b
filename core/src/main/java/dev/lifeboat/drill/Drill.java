package dev.lifeboat.drill;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.measure.Fault;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;

/// Holds one drill: fault, detection, failover, measurement, failback, residue.
///
/// The canary is stopped after the failover, so that its log is whole when the recovered region is
/// asked which writes survive; a second one watches the way home.
public final class Drill {
  // Long enough for a replica to be in its stride, so that the fault hits a working replication.
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration COOL_DOWN = Duration.ofSeconds(1);
  private static final Duration LONGEST_DETECTION = Duration.ofSeconds(60);
  // The way home counts losses and measures no outage, so it needs no fine clock, and every write
  // of
  // it has to be copied back first.
  private static final int HOME_RATE = 10;
  private static final int STEADY_SECONDS = 30;

  private final InstantSource clock;
  private final Watcher.Pause pause;
  private final Plan plan;
  private final byte[] planBytes;
  private final Workload workload;
  private final Site site;
  private final Runs runs;
  private final Placements placements;
  private final People people;
  private final Narrator narrator;

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
    this.clock = clock;
    this.pause = pause;
    this.plan = plan;
    this.planBytes = planBytes.clone();
    this.workload = workload;
    this.site = site;
    this.runs = runs;
    this.placements = placements;
    this.people = people;
    this.narrator = narrator;
  }

  /// Holds the drill. What it broke is healed on every way out, but for a crash.
  ///
  /// @param by the person, kept in the journal
  /// @throws ProblemException when it could not be held: nothing steady to break (LB2001), the
  ///   workload is not at home (LB5004), the fault was never detected (LB3005), and whatever the
  ///   run itself ran into
  public DrillResult hold(Scenario scenario, String by)
      throws InterruptedException, ProblemException {
    requireHome();
    var began = clock.instant();
    var fault = scenario.fault(plan, workload);
    var before = site.inventory();
    var files = runs.reserve();
    Recovered recovered;
    try {
      recovered = recover(scenario, fault, files, by);
    } catch (InterruptedException | ProblemException failed) {
      site.faults().heal(fault);
      throw failed;
    }
    var healedAt = clock.instant();
    narrator.begins("heal", "heal " + scenario.word());
    site.faults().heal(fault);
    narrator.ends("heal", "healed");
    var report = new Assessment(plan, workload, scenario, files, began);
    if (!(recovered.state().phase() instanceof RunState.Phase.Ended)) {
      site.forget(workload, files.run().value());
      return report.stuck(recovered, clock.instant());
    }
    var returned = comeBack(healedAt, files, by);
    var residue =
        returned.state().phase() instanceof RunState.Phase.Ended
            ? leftBehind(before)
            : List.of("the way home is not over: " + Phrases.of(returned.state().phase()));
    return report.of(recovered, returned, residue, clock.instant());
  }

  private void requireHome() throws ProblemException {
    var writer =
        placements.read(workload.name()).map(placement -> placement.writer()).orElse("nowhere");
    if (!writer.equals(plan.primary().name())) {
      throw Problem.lasting(
              Code.LB5004,
              "the writer of '%s' is in %s, a drill begins at home in %s"
                  .formatted(workload.name(), writer, plan.primary().name()),
              "nothing was broken",
              "bring it home with 'lifeboat failback' first")
          .asException();
    }
  }

  private Recovered recover(
      Scenario scenario, dev.lifeboat.provider.Fault fault, RunFolder files, String by)
      throws InterruptedException, ProblemException {
    var client = files.run().value();
    Instant faultAt;
    Instant inEffect;
    Instant detectedAt;
    try (var canary = site.startCanary(workload, client, rate(), files.canary())) {
      steady(canary);
      pause.of(WARM_UP);
      // Ready before the fault, as it is where somebody watches: the drill must not pay for it.
      var world = site.world(workload, people);
      try (var watch = new RunningWatch(clock, pause, site.views(workload), narrator)) {
        watch.begin(workload.failover().detect(), clock.instant().plus(LONGEST_DETECTION));
        narrator.begins("fault", scenario.word());
        faultAt = clock.instant();
        site.faults().inject(fault);
        inEffect = clock.instant();
        narrator.ends(
            "fault", "in effect after " + Seconds.of(Duration.between(faultAt, inEffect)));
        narrator.begins("detect", "three views of " + plan.primary().name());
        detectedAt = watch.detected().orElseThrow(this::undetected);
        narrator.ends("detect", "all views agree after " + Seconds.of(faultAt, detectedAt));
      }
      var state = run(Mode.FAILOVER, world, files, by, "drill: " + scenario.word(), faultAt);
      boolean back = canary.awaitSteady(plan.lab().canary().confirm(), STEADY_SECONDS);
      if (back) {
        pause.of(COOL_DOWN);
      }
      canary.stop();
      var timing =
          new Timing(faultAt, inEffect, detectedAt, opened(files), Capacity.reachedAt(state));
      return measured(files, timing, state, client);
    }
  }

  private int rate() {
    return plan.lab().canary().ratePerSecond();
  }

  private void steady(Site.Canary canary) throws InterruptedException, ProblemException {
    narrator.begins("canary", "numbered writes through the front door");
    if (!canary.awaitSteady(plan.lab().canary().confirm(), STEADY_SECONDS)) {
      throw Problem.passing(
              Code.LB2001,
              "'%s' did not take %d writes in a row within %d s"
                  .formatted(workload.name(), plan.lab().canary().confirm(), STEADY_SECONDS),
              "a drill needs a service that works; nothing was broken",
              "see 'lifeboat status' and the canary's log")
          .asException();
    }
    narrator.ends("canary", "%d writes/s".formatted(plan.lab().canary().ratePerSecond()));
  }

  private ProblemException undetected() {
    return Problem.passing(
            Code.LB3005,
            "the views never agreed within %d s that %s is lost"
                .formatted(LONGEST_DETECTION.toSeconds(), plan.primary().name()),
            "nothing was failed over; the fault was healed",
            "see 'lifeboat status' for what each view says")
        .asException();
  }

  private RunState run(
      Mode mode, World world, RunFolder files, String by, String reason, Instant since)
      throws InterruptedException, ProblemException {
    var source =
        placements
            .read(workload.name())
            .orElseThrow(() -> new IllegalStateException("no placement"))
            .writer();
    var runbook = new RunbookCompiler().compile(plan, workload, mode, source);
    narrator.begins(mode.word(), "%s → %s".formatted(runbook.source(), runbook.target()));
    var open =
        runs.open(new Runs.Request(files.run(), planBytes, plan.sha256(), runbook, by, reason));
    try (var journal = open.journal()) {
      var state = open.state();
      var runner =
          new Runner(clock, journal, state, world, entry -> narrator.happened(state, entry));
      runner.run();
      if (state.phase() instanceof RunState.Phase.Ended) {
        runs.release(state);
      }
      narrator.ends(
          mode.word(),
          "%s after %s".formatted(Phrases.of(state.phase()), Seconds.of(since, clock.instant())));
      return state;
    }
  }

  private Instant opened(RunFolder files) throws ProblemException {
    return dev.lifeboat.journal.JournalReader.read(files.journal()).entries().getFirst().at();
  }

  private Recovered measured(RunFolder files, Timing timing, RunState state, String client)
      throws InterruptedException {
    var region = state.runbook().target();
    narrator.begins("measure", "which writes survive in " + region);
    var result =
        Evidence.measure(
            files,
            region,
            new Fault(timing.faultAt(), timing.inEffect()),
            site.rows(workload, region, client),
            site.objects(workload, region, client));
    narrator.ends("measure", result.phrase());
    return new Recovered(timing, state, result.measurement(), result.why());
  }

  private Returned comeBack(Instant healedAt, RunFolder failover, String by)
      throws InterruptedException, ProblemException {
    var files = runs.reserve();
    var client = files.run().value();
    Returned returned;
    try (var canary =
        site.startCanary(workload, client, Math.min(rate(), HOME_RATE), files.canary())) {
      canary.awaitSteady(plan.lab().canary().confirm(), STEADY_SECONDS);
      var state =
          run(
              Mode.FAILBACK,
              site.world(workload, people),
              files,
              by,
              "way home of drill " + failover.run(),
              healedAt);
      var took = Duration.between(healedAt, clock.instant());
      canary.awaitSteady(plan.lab().canary().confirm(), STEADY_SECONDS);
      canary.stop();
      returned = new Returned(state, took, lossOnTheWay(files, healedAt, client));
    }
    if (returned.state().phase() instanceof RunState.Phase.Ended) {
      site.forget(workload, client);
      site.forget(workload, failover.run().value());
    }
    return returned;
  }

  private Survival lossOnTheWay(RunFolder files, Instant healedAt, String client)
      throws InterruptedException {
    var home = plan.primary().name();
    return Evidence.measure(
            files,
            home,
            Fault.at(healedAt),
            site.rows(workload, home, client),
            site.objects(workload, home, client))
        .measurement()
        .map(measurement -> measurement.writes().survival())
        .orElse(new Survival.Unknown("the canary's log could not be read"));
  }

  private List<String> leftBehind(SortedMap<String, String> before)
      throws InterruptedException, ProblemException {
    narrator.begins("residue", "compare with before");
    var residue = Residue.between(before, site.inventory());
    narrator.ends("residue", residue.isEmpty() ? "nothing left behind" : residue.toString());
    return residue;
  }
}
