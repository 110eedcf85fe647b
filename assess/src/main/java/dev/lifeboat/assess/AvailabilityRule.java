package dev.lifeboat.assess;

import dev.lifeboat.plan.DrillRhythm.Kind;
import dev.lifeboat.plan.Slo;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.Code;
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
          .flatMap(slo -> broken(slo, it, all.policy().figures().yearsBetweenLosses()))
          .map(why -> new Found(Severity.of(it.criticality()), why, FIX));
    }
  };

  private static final String FIX = "a shorter rto, rarer drills.full, or another slo";

  private static final Duration YEAR = Duration.ofDays(365);

  private final Code code;

  AvailabilityRule(Code code) {
    this.code = code;
  }

  @Override
  public Code code() {
    return code;
  }

  /// One loss within the RTO must fit, and so must what comes on average.
  private static Optional<String> broken(Slo slo, WorkloadAssessment it, int years) {
    var rto = it.workload().objectives().rto();
    var budget = slo.budget();
    var promise =
        "promises %s%% of %s, so %s out at most"
            .formatted(slo.availability(), SpanText.rough(slo.over()), SpanText.estimated(budget));
    if (rto.compareTo(budget) > 0) {
      return Optional.of(
          "%s; one loss may take its RTO of %s".formatted(promise, SpanText.estimated(rto)));
    }
    var losses = rto.multipliedBy(slo.over().toSeconds()).dividedBy(YEAR.toSeconds() * years);
    var every = it.workload().turn(Kind.FULL).every();
    var drills = it.rto().multipliedBy(slo.over().toSeconds()).dividedBy(every.toSeconds());
    return losses.plus(drills).compareTo(budget) > 0
        ? Optional.of(
            "%s; drills of the region, one in %s, take %s and losses %s on average"
                .formatted(
                    promise,
                    SpanText.rough(every),
                    SpanText.estimated(drills),
                    SpanText.estimated(losses)))
        : Optional.empty();
  }
}
