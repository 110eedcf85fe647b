package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Holds a drill whose fault must heal in place: what guards the broken part starts it again, the
/// watch never calls the primary lost, and the writer stays where it is, under the same epoch.
final class HealedDrill {
  private static final Duration SHORTEST_PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(100);

  /// Each takes the writes of a median, which is a second or two.
  private static final int LOOKS = 6;

  private final DrillContext context;
  private final Scenario scenario;
  private final RunFolder files;
  private final RehearsalResult unmoved;
  private final CriteriaJudge judging;

  /// @param files reserved for this drill; no run is opened in them
  HealedDrill(DrillContext context, Scenario scenario, RunFolder files, Instant began) {
    this.context = context;
    this.scenario = scenario;
    this.files = files;
    this.unmoved = new RehearsalResult(context, scenario.word(), files, began);
    this.judging = new CriteriaJudge(context.plan(), context.workload(), scenario, files);
  }

  /// What was seen until the canary was stopped.
  ///
  /// @param settledAt from when on it served as fast as it would
  private record Seen(
      FaultTime fault,
      Criterion course,
      Criterion function,
      Optional<Instant> capacityAt,
      Instant settledAt) {}

  DrillResult hold() throws InterruptedException, ProblemException {
    context.keepPlan(files);
    var faults = scenario.faults(context.platform().kind(), context.plan(), context.workload());
    var before = context.inventory();
    var client = files.run().value();
    Seen seen;
    try (var canary = context.drills().startCanary(client, context.rate(), files.canary())) {
      context.warmUp(canary);
      seen = breakAndLook(faults, canary);
      canary.stop();
    } finally {
      context.heal(faults);
    }
    var measured = unmoved.measured(noticed(seen.fault()));
    var after = context.sameData("afterwards");
    var integrity = context.bothSides(List.of(client)).and(after.criterion("afterwards"));
    var residue = context.leftBehind(before, List.of(client));
    var figures =
        new DrillFigures(
            context.workload().objectives(),
            measured.measurement(),
            measured.why(),
            Optional.empty(),
            seen.capacityAt().map(at -> Duration.between(seen.fault().at(), at)));
    var criteria =
        judging.criteria(
            figures,
            seen.course(),
            seen.function(),
            integrity,
            judging.performance(seen.fault().at(), seen.settledAt()));
    var shown =
        new RehearsalResult.Shown(
            figures.rto(), figures.rpo(), figures.writes(), criteria, after, null, null);
    return unmoved.result(shown, List.of(figures.verdict()), residue);
  }

  private Seen breakAndLook(List<dev.lifeboat.provider.Fault> faults, Drills.Canary canary)
      throws InterruptedException, ProblemException {
    var placed = context.placements().read(context.workload().name());
    try (var ordeal = ordeal(faults)) {
      var broken = ordeal.endure();
      context.narrator().begins("heal", "it recovers in place");
      boolean back =
          canary.awaitSteady(context.plan().canary().confirm(), (int) longest().toSeconds());
      var function = function();
      var capacity = capacity();
      var recoveredAt = context.clock().instant();
      context
          .narrator()
          .ends(
              "heal",
              (back ? "serves again after " : "not served after ")
                  + Seconds.of(broken.at(), recoveredAt));
      var settledAt = back ? settled(canary, broken.at(), recoveredAt) : recoveredAt;
      var course = stayed(placed).and(ordeal.course());
      return new Seen(broken, course, function, capacity, settledAt);
    }
  }

  /// What was just started answers late at first. From when on it is as fast as it has to be, or
  /// was looked at for the last time.
  private Instant settled(Drills.Canary canary, Instant faultAt, Instant recoveredAt)
      throws InterruptedException {
    context.coolDown(canary);
    var from = recoveredAt;
    for (int look = 1;
        look < LOOKS && judging.performance(faultAt, from).verdict() != Judgement.MET;
        look++) {
      from = context.clock().instant();
      context.coolDown(canary);
    }
    return from;
  }

  /// Until it must have healed. Where a canary needs longer to be served, so does this.
  private Duration longest() {
    var steady = context.drills().patience().steady();
    return steady.compareTo(SHORTEST_PATIENCE) > 0 ? steady : SHORTEST_PATIENCE;
  }

  /// Where a place tells late that something was broken, the canary knows better when.
  private FaultTime noticed(FaultTime told) {
    return scenario == Scenario.FLAPPING || scenario == Scenario.REPLICATION_STALL
        ? told
        : Evidence.noticed(files, told);
  }

  private InPlaceScenario ordeal(List<dev.lifeboat.provider.Fault> faults) throws ProblemException {
    if (scenario == Scenario.FLAPPING) {
      return new FlappingScenario(context, faults);
    }
    return scenario == Scenario.REPLICATION_STALL
        ? new ReplicationStallScenario(context, faults)
        : new Crash(context, scenario.word(), faults.getFirst());
  }

  private Criterion stayed(Optional<Placement> before) throws ProblemException {
    var now = context.placements().read(context.workload().name());
    return now.equals(before)
        ? Criterion.met(
            "no failover: the writer stayed in %s under epoch %d"
                .formatted(
                    context.plan().primary().name(), now.map(Placement::highestEpoch).orElse(0L)))
        : Criterion.missed("the placement was %s and is %s".formatted(before, now));
  }

  /// The plan's checks, each until it passes.
  private Criterion function() throws InterruptedException, ProblemException {
    var verifier = context.world().verifier();
    var checks = context.workload().verify();
    for (Check check : checks) {
      var end = context.clock().instant().plus(longest());
      while (!(verifier.verify(check) instanceof Observation.Met)) {
        if (context.clock().instant().isAfter(end)) {
          return Criterion.missed("%s does not pass".formatted(check.http()));
        }
        context.pause().of(LOOK);
      }
    }
    return Criterion.met(
        checks.isEmpty()
            ? "the plan asks for no check beside the canary's writes"
            : CriteriaJudge.checks(checks.size()));
  }

  /// When every service had all its instances again; empty when one has not.
  private Optional<Instant> capacity() throws InterruptedException, ProblemException {
    var provider = context.world().provider();
    var end = context.clock().instant().plus(longest());
    for (var service : context.workload().resources(Service.class)) {
      var goal =
          new Goal.Running(
              service.name(), context.plan().primary().name(), service.instances().serving(), 0);
      while (!(provider.observe(goal) instanceof Observation.Met)) {
        if (context.clock().instant().isAfter(end)) {
          return Optional.empty();
        }
        context.pause().of(LOOK);
      }
    }
    return Optional.of(context.clock().instant());
  }
}
