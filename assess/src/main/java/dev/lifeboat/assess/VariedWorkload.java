package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Money;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A workload of which one input is so many times what is assumed; all else stays.
///
/// @param times of the input
record VariedWorkload(WorkloadAssessment it, UncertainInput input, BigDecimal times) {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  SensitivityOutcome outcome() {
    var years = years();
    return new SensitivityOutcome(
        impact().map(this::expectedLoss),
        recommended(options()),
        years.isEmpty() ? Optional.empty() : Optional.of(AnswerLine.cheapest(years)),
        breakEven(years));
  }

  private Optional<BigDecimal> breakEven(List<AnswerLine> years) {
    return years.isEmpty()
        ? Optional.empty()
        : it.options()
            .weakerThan(it.planned())
            .flatMap(weaker -> of(years, it.planned()).even(of(years, weaker)));
  }

  static AnswerLine of(List<AnswerLine> lines, StrategyOption option) {
    return lines.stream()
        .filter(line -> line.strategy() == option.strategy())
        .findFirst()
        .orElseThrow();
  }

  /// What the rule recommends of these.
  Strategy recommended(StrategyOptions options) {
    return it.advice().by().of(options).strategy();
  }

  /// The planned one may cost, or take, other than assumed.
  StrategyOptions options() {
    var planned = it.planned();
    return switch (input) {
      case STRATEGY_COST ->
          it.options()
              .with(
                  new StrategyOption(
                      planned.strategy(), planned.estimate(), planned.cost().recovering(times)));
      case RTO_ESTIMATE ->
          it.options()
              .with(
                  new StrategyOption(
                      planned.strategy(), planned.estimate().times(times), planned.cost()));
      default -> it.options();
    };
  }

  private BigDecimal expectedLoss(Impact impact) {
    var failover = it.outage().rto(options().of(it.planned().strategy()).estimate());
    var sum = Amounts.ZERO;
    for (var scenario : LossScenario.values()) {
      var outage = scenario.outage(it.workload(), it.around().plan(), failover);
      if (outage.isPresent()) {
        sum = sum.add(ScenarioLoss.aYear(impact, outage.get(), perDecade(scenario)));
      }
    }
    return sum;
  }

  private BigDecimal perDecade(LossScenario scenario) {
    var assumed = scenario.perDecade(it.figures());
    return input.scenario().filter(scenario::equals).isPresent()
        ? assumed.multiply(times)
        : assumed;
  }

  private Optional<Impact> impact() {
    return input == UncertainInput.LOSS_PER_HOUR
        ? it.workload().impact().map(impact -> times(impact, times))
        : it.workload().impact();
  }

  private static Impact times(Impact impact, BigDecimal times) {
    return new Impact(
        new Money(impact.revenue().amount().multiply(times), impact.currency()),
        impact.steps().stream()
            .map(step -> new Impact.Step(step.after(), step.perHour().multiply(times)))
            .toList(),
        impact.penalties(),
        impact.season(),
        impact.regulation());
  }

  /// Strategies by what being able to recover costs a year, and outages of the region add to it.
  /// Empty where nobody says what an outage costs, or impact and prices are of two currencies.
  List<AnswerLine> years() {
    return impact()
        .filter(all -> all.currency().equals(it.planned().cost().currency()))
        .map(all ->
            options().outAtLeast(thirdParties()).all().stream()
                .map(option ->
                    new AnswerLine(
                        option.strategy(),
                        option.cost().forRecovery().multiply(MONTHS),
                        lossAYear(all, option.estimate().rto())))
                .toList())
        .orElse(List.of());
  }

  /// The same where the planned strategy keeps users out for so long.
  AnswerLine planned(Impact impact, Duration out) {
    var bounded = out.compareTo(thirdParties()) < 0 ? thirdParties() : out;
    return new AnswerLine(
        it.planned().strategy(),
        it.planned().cost().forRecovery().multiply(MONTHS),
        lossAYear(impact, bounded));
  }

  private Duration thirdParties() {
    return it.advice().by().thirdParties();
  }

  private BigDecimal lossAYear(Impact impact, Duration outage) {
    return ScenarioLoss.aYear(impact, outage, perDecade(LossScenario.REGION_LOSS));
  }
}
