package dev.lifeboat.drill;

import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Holds a drill whose fault must heal in place: what guards the broken part starts it again, the
/// watch never calls the primary lost, and the writer stays where it is, under the same epoch.
record HealedDrill(DrillContext context, Scenario.InPlace scenario, UnmovedDrill drill) {
  private static final Duration SHORTEST_PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(100);

  static HealedDrill begin(DrillContext context, Scenario.InPlace scenario)
      throws InterruptedException, ProblemException {
    return new HealedDrill(context, scenario, UnmovedDrill.begin(context, scenario.word()));
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
    var faults = scenario.faults(context.platform().kind(), context.plan(), context.workload());
    var load = new Drills.Load(context.plan().canary().ratePerSecond(), Drills.Load.FEW_READS);
    var canary = drill.canary(load);
    var seen = breakAndHeal(faults, canary);
    var faultAt = seen.fault().at();
    // Nobody saw that clients were served again, so that nobody knows what they were served by.
    var capacity =
        seen.capacityAt()
            .filter(_ -> canary.ended().isEmpty())
            .map(at -> Duration.between(faultAt, at));
    var end =
        drill.end(
            noticed(seen.fault()),
            canary,
            writes -> {
              var figures = figures(writes, capacity);
              context.host().keeper().measured((verdict, now) -> drill.cut(figures, verdict, now));
            });
    var measured = figures(end.canary(), capacity);
    var criteria =
        new Criteria(
            new Criteria.Course(scenario.recovery(), seen.course()),
            CriteriaJudge.figure(measured.rto()),
            CriteriaJudge.figure(measured.rpo()),
            seen.function(),
            end.integrity(),
            Evidence.performance(drill.files(), faultAt, seen.settledAt()));
    return drill.result(
        measured,
        criteria,
        end,
        DrillResult.Rehearsed.NOTHING,
        List.of(DrillFigures.verdict(measured)));
  }

  private Seen breakAndHeal(List<Fault> faults, CanarySession canary)
      throws InterruptedException, ProblemException {
    try (canary) {
      canary.warmUp();
      var seen = breakAndLook(faults, canary);
      canary.stop();
      return seen;
    } finally {
      context.heal(faults);
    }
  }

  private DrillResult.Measured figures(Evidence.Result canary, Optional<Duration> capacity) {
    return new DrillFigures(context.workload().objectives(), canary, Optional.empty(), capacity)
        .measured();
  }

  private Seen breakAndLook(List<Fault> faults, CanarySession canary)
      throws InterruptedException, ProblemException {
    try (var ordeal = ordeal(faults)) {
      var broken = ordeal.endure();
      context.narrator().begins(DrillPhase.HEAL, "it recovers in place");
      boolean back = canary.steady(longest());
      var checks = new PlanChecks(context.workload().verify(), context.clock(), longest());
      var function = checks.pass(context.world().verifier()::verify, "");
      var capacity = capacity();
      var recoveredAt = context.clock().now();
      context
          .narrator()
          .ends(
              DrillPhase.HEAL,
              canary
                  .ended()
                  .orElse(
                      (back ? "serves again after " : "not served after ")
                          + SpanText.measured(broken.at(), recoveredAt)));
      ordeal.settle();
      var settledAt =
          back
              ? new SpeedLook(context.clock(), drill.files(), canary).since(broken.at())
              : recoveredAt;
      var epoch = context.placed().map(Placement::highestEpoch).orElse(0L);
      var stayed =
          drill.stayed(
              "no failover: the writer stayed in %s under epoch %d"
                  .formatted(context.home(), epoch));
      return new Seen(broken, stayed.and(ordeal.course()), function, capacity, settledAt);
    }
  }

  /// Until it must have healed. Where a canary needs longer to be served, so does this.
  private Duration longest() {
    var steady = context.drills().timeouts().steady();
    return steady.compareTo(SHORTEST_PATIENCE) > 0 ? steady : SHORTEST_PATIENCE;
  }

  /// Where a place tells late that something was broken, the canary knows better when a single blow
  /// was.
  private FaultTime noticed(FaultTime told) {
    return switch (scenario) {
      case Scenario.Healed _ -> Evidence.noticed(drill.files(), told);
      case Scenario.Held _ -> told;
    };
  }

  private InPlaceScenario ordeal(List<Fault> faults) throws ProblemException {
    return switch (scenario) {
      case Scenario.Healed _ ->
          new Crash(context, scenario.word(), faults.getFirst(), context.watch());
      case Scenario.Held held ->
          switch (held.by()) {
            case FLAPPING -> new FlappingScenario(context, faults);
            case RPO -> new ReplicationStallScenario(context, faults);
          };
    };
  }

  /// When every service had all its instances again; empty when one has not.
  private Optional<Instant> capacity() throws InterruptedException, ProblemException {
    var reconcilers = context.world().reconcilers();
    for (var service : context.workload().resources(Service.class)) {
      var goal = new Goal.Running(service.name(), context.home(), service.instances().serving(), 0);
      boolean runs =
          context
              .clock()
              .await(longest(), LOOK, () -> reconcilers.observe(goal) instanceof Observation.Met);
      if (!runs) {
        return Optional.empty();
      }
    }
    return Optional.of(context.clock().now());
  }
}
