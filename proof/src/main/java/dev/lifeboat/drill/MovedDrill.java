package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Performance;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Holds a drill that moves the writer to the recovery region, and home again.
///
/// The canary is stopped after the failover, so that its log is whole when the recovered region is
/// asked which writes survive; a second one watches the way home.
///
/// @param by the person, kept in the journal
record MovedDrill(DrillContext context, Scenario.Move scenario, String by) {
  DrillResult hold() throws InterruptedException, ProblemException {
    var began = context.clock().now();
    var faults = scenario.faults(context.platform().kind(), context.plan(), context.workload());
    var before = Residue.begin(context);
    var files = context.reserve();
    context.keepPlan(files);
    var recovered = recoverOrHeal(faults, files);
    var subject =
        new DrillSubject(context.plan(), context.workload(), scenario.word(), files.run(), began);
    var report = new Assessment(subject, scenario.recovery(), files);
    context.host().keeper().measured((verdict, now) -> report.cut(recovered, verdict, now));
    var healedAt = context.clock().now();
    context.narrator().begins(DrillPhase.HEAL, "heal " + scenario.word());
    context.heal(faults);
    context.narrator().ends(DrillPhase.HEAL, "healed");
    if (!recovered.state().isOver()) {
      context.drills().forget(files.run().value());
      return report.stuck(recovered, context.clock().now());
    }
    var returned = new WayHome(context, files, recovered.state(), by).from(healedAt);
    var residue =
        returned.state().isOver()
            ? before.now(List.of(files.run().value(), returned.state().run().value()))
            : List.of("the way home is not over: " + RunWords.phrase(returned.state().phase()));
    return report.of(recovered, returned, residue, context.clock().now());
  }

  private DrillFailover recoverOrHeal(List<Fault> faults, RunFolder files)
      throws InterruptedException, ProblemException {
    try {
      return recover(faults, files);
    } catch (InterruptedException | ProblemException failed) {
      context.heal(faults);
      throw failed;
    }
  }

  private DrillFailover recover(List<Fault> faults, RunFolder files)
      throws InterruptedException, ProblemException {
    var execution = new Execution(context, by);
    int rate = context.plan().canary().ratePerSecond();
    try (var canary =
        new CanarySession(
            context, context.drills().startCanary(files.run().value(), rate, files.canary()))) {
      canary.warmUp();
      // Ready before the fault, as it is where somebody watches: the drill must not pay for it.
      var world = context.world();
      var done =
          isBadUpdate()
              ? Optional.of(badUpdate(files).untilDecided())
              : Optional.<BadUpdate.Done>empty();
      var decided =
          done.isPresent()
              ? done.map(BadUpdate.Done::decided)
              : scenario instanceof Scenario.Failover failover
                  ? Optional.of(new FaultAndDetection(context, failover, faults).untilDecided())
                  : Optional.<FaultAndDetection.Decided>empty();
      var since = decided.map(it -> it.fault().at()).orElse(context.clock().now());
      var state =
          DrillRun.of(
              context,
              decided.isPresent() ? Mode.FAILOVER : Mode.SWITCHOVER,
              new DrillRun.Opening(
                  files,
                  by,
                  new DrillReason(scenario.word()).text(),
                  since,
                  decided.flatMap(FaultAndDetection.Decided::before)),
              open -> {
                if (isBadUpdate()) {
                  badUpdate(files).accept(open, world, by);
                }
                return execution.run(open, world, scenario, faults);
              });
      var timing = timing(files, decided, state);
      var settledAt = context.clock().now();
      if (canary.steady()) {
        settledAt = new SpeedLook(context.clock(), files, canary).since(timing.faultAt());
        new NamedClients(context, files, canary).await(since, state.runbook().target());
      }
      canary.stop();
      var performance = performance(files, state, timing, settledAt);
      var fault = new FaultTime(timing.faultAt(), timing.inEffect());
      var course =
          decided
              .map(FaultAndDetection.Decided::seen)
              .orElse(Criterion.met("begun by a person"))
              .and(execution.seen());
      var target = state.runbook().target();
      var measured = context.measure(files, target, fault, canary);
      if (done.isPresent()) {
        course = badUpdate(files).undone(done.get().damaged(), target, measured).and(course);
      }
      return new DrillFailover(timing, state, measured, course, performance);
    }
  }

  private static Performance performance(
      RunFolder files, RunState state, DrillMoments timing, Instant settledAt) {
    return state.isOver()
        ? Evidence.performance(files, timing.faultAt(), settledAt)
        : Performance.unknown("the run did not end");
  }

  private boolean isBadUpdate() {
    return scenario instanceof Scenario.Failover failover
        && failover.alarm() == Scenario.Alarm.READER;
  }

  private BadUpdate badUpdate(RunFolder files) throws ProblemException {
    return BadUpdate.of(context, files, scenario.equals(Scenarios.RANSOMWARE));
  }

  /// What a planned move takes from clients begins with the closing of their front door.
  private DrillMoments timing(
      RunFolder files, Optional<FaultAndDetection.Decided> decided, RunState state)
      throws ProblemException {
    var entries = JournalReader.read(files.journal()).entries();
    var opened = entries.getFirst().at();
    var capacity = fullCapacity(state);
    if (decided.isPresent()) {
      var fault = decided.get().fault();
      // Until then what was written went to rows that are given up.
      var inEffect =
          decided.get().before().isPresent()
              ? DoorClosure.ofAll(entries).orElse(opened)
              : fault.inEffect();
      return new DrillMoments(fault.at(), inEffect, decided.get().at(), opened, capacity);
    }
    var closed = DoorClosure.of(context.workload(), entries).orElse(FaultTime.at(opened));
    return new DrillMoments(closed.at(), closed.inEffect(), closed.at(), opened, capacity);
  }

  /// When the last `Running` goal was met; empty while one is not, or when there is none.
  private static Optional<Instant> fullCapacity(RunState state) {
    var all = state.reaching(Goal.Running.class::isInstance);
    var met = all.stream().filter(StepState.Met.class::isInstance).map(StepState.Met.class::cast);
    return met.map(StepState.Met::at)
        .max(Comparator.naturalOrder())
        .filter(_ -> all.stream().allMatch(StepState.Met.class::isInstance));
  }
}
