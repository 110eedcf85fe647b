package dev.lifeboat.assess;

import dev.lifeboat.plan.DrillRhythm.Kind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Slo;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// Finds a promise of availability that objectives, and drills that users feel, cannot keep.
enum AvailabilityRule implements GapRule {
  PROMISE_BROKEN(Code.LB8026) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload()
          .routine()
          .slo()
          .flatMap(slo -> broken(slo, it, all))
          .map(broken -> new Found(Severity.of(it.criticality()), broken.why(), broken.fix()));
    }
  };

  private record Broken(String why, String fix) {}

  private static final Duration DECADE = Duration.ofDays(3650);

  private final Code code;

  AvailabilityRule(Code code) {
    this.code = code;
  }

  @Override
  public Code code() {
    return code;
  }

  /// One loss within the RTO must fit, and so must what comes on average. A drill waits for nobody
  /// else; a disaster that nothing in the plan ends is told elsewhere.
  private static Optional<Broken> broken(Slo slo, WorkloadAssessment it, AssessedPlan all) {
    var rto = it.workload().objectives().rto();
    var budget = slo.budget();
    var promise =
        "promises %s%% of %s, so %s out at most"
            .formatted(slo.availability(), SpanText.rough(slo.over()), SpanText.estimated(budget));
    if (rto.compareTo(budget) > 0) {
      return Optional.of(
          new Broken(
              "%s; one loss may take its RTO of %s".formatted(promise, SpanText.estimated(rto)),
              "a shorter rto, or another slo"));
    }
    var losses = losses(it.workload(), all.plan()).multipliedBy(slo.over().toSeconds());
    var disasters = losses.dividedBy(DECADE.toSeconds());
    var every = it.workload().turn(Kind.FULL).every();
    var out = it.planned().estimate().rto();
    var drills = out.multipliedBy(slo.over().toSeconds()).dividedBy(every.toSeconds());
    return disasters.plus(drills).compareTo(budget) > 0
        ? Optional.of(
            new Broken(
                "%s; drills of the region, one in %s, take %s and disasters %s on average"
                    .formatted(
                        promise,
                        SpanText.rough(every),
                        SpanText.estimated(drills),
                        SpanText.estimated(disasters)),
                "rarer drills.full, a faster strategy, or another slo"))
        : Optional.empty();
  }

  /// Of ten years, with regions recovered within the RTO.
  private static Duration losses(Workload workload, Plan plan) {
    var sum = BigDecimal.ZERO;
    for (var disaster : LossScenario.values()) {
      var out = disaster.outage(workload, plan, workload.objectives().rto()).orElse(Duration.ZERO);
      sum =
          sum.add(
              disaster
                  .perDecade(plan.assess().figures())
                  .multiply(BigDecimal.valueOf(out.toMillis())));
    }
    return Duration.ofMillis(sum.longValue());
  }
}
