package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Expected loss of a year by one disaster, as planned.
///
/// @param perDecade how often it is expected in ten years
/// @param outage how long users are out; empty where nothing in the plan brings them back
/// @param aYear on average over many years; empty the same
public record ScenarioLoss(
    LossScenario scenario,
    BigDecimal perDecade,
    Optional<Duration> outage,
    Optional<BigDecimal> aYear) {

  static List<ScenarioLoss> all(WorkloadAssessment it, Impact impact) {
    return Arrays.stream(LossScenario.values()).map(scenario -> of(scenario, it, impact)).toList();
  }

  private static ScenarioLoss of(LossScenario scenario, WorkloadAssessment it, Impact impact) {
    var plan = it.around().plan();
    var perDecade = scenario.perDecade(plan.assess().figures());
    var outage = scenario.outage(it.workload(), plan, it.rto());
    return new ScenarioLoss(
        scenario, perDecade, outage, outage.map(out -> aYear(impact, out, perDecade)));
  }

  /// Of outages that last as long, so often in ten years.
  static BigDecimal aYear(Impact impact, Duration outage, BigDecimal perDecade) {
    return LossCurve.ofYear(impact)
        .during(outage)
        .multiply(perDecade)
        .divide(BigDecimal.TEN, 2, RoundingMode.HALF_UP);
  }
}
