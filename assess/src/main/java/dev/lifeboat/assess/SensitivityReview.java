package dev.lifeboat.assess;

import dev.lifeboat.assess.Sensitivity.Unit;
import dev.lifeboat.assess.SensitivityTip.Answer;
import dev.lifeboat.plan.SpanText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tries a workload with other inputs than those that are assumed, one by one.
record SensitivityReview(WorkloadAssessment it) {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal TWICE = BigDecimal.TWO;

  /// By each input that is more than zero: of nothing twice as much is nothing.
  List<Sensitivity> all() {
    var all = new ArrayList<Sensitivity>();
    for (var input : UncertainInput.values()) {
      value(input)
          .filter(value -> value.signum() > 0)
          .ifPresent(value -> all.add(of(input, value)));
    }
    return all;
  }

  private Sensitivity of(UncertainInput input, BigDecimal value) {
    return new Sensitivity(
        input,
        unit(input),
        value,
        varied(input, HALF).outcome(),
        varied(input, TWICE).outcome(),
        tips(input, value));
  }

  private VariedWorkload varied(UncertainInput input, BigDecimal times) {
    return new VariedWorkload(it, input, times);
  }

  private static Unit unit(UncertainInput input) {
    return switch (input) {
      case LOSS_PER_HOUR -> Unit.LOSS;
      case STRATEGY_COST -> Unit.COST;
      case RTO_ESTIMATE -> Unit.SECONDS;
      case REGION_LOSS, ZONE_LOSS, DATA_CORRUPTION, RANSOMWARE, BAD_DEPLOY -> Unit.PER_DECADE;
    };
  }

  /// Empty where an outage costs nothing that is told, or has no end.
  private Optional<BigDecimal> value(UncertainInput input) {
    return switch (input) {
      case LOSS_PER_HOUR -> it.workload().impact().map(impact -> impact.revenue().amount());
      case STRATEGY_COST -> Optional.of(it.planned().cost().forRecovery());
      case RTO_ESTIMATE ->
          Optional.of(BigDecimal.valueOf(SpanText.number(it.planned().estimate().rto())));
      case REGION_LOSS, ZONE_LOSS, DATA_CORRUPTION, RANSOMWARE, BAD_DEPLOY ->
          it.scenarios().stream()
              .filter(one -> input.scenario().filter(one.scenario()::equals).isPresent())
              .filter(one -> one.aYear().isPresent())
              .map(ScenarioLoss::perDecade)
              .findFirst();
    };
  }

  private List<SensitivityTip> tips(UncertainInput input, BigDecimal value) {
    return switch (input) {
      case LOSS_PER_HOUR, REGION_LOSS -> ofYear(input, value);
      case STRATEGY_COST -> {
        var tips = new ArrayList<>(turns(input, value, Answer.RECOMMENDED, sufficient()));
        tips.addAll(ofYear(input, value));
        yield tips;
      }
      case RTO_ESTIMATE -> new OutageTips(it, varied(input, BigDecimal.ONE)).all();
      // No strategy undoes those, and what a zone's loss costs is as with the region's.
      case ZONE_LOSS, DATA_CORRUPTION, RANSOMWARE, BAD_DEPLOY -> List.of();
    };
  }

  private List<SensitivityTip> ofYear(UncertainInput input, BigDecimal value) {
    var without = varied(input, BigDecimal.ZERO).years();
    var once = varied(input, BigDecimal.ONE).years();
    var lines = new ArrayList<AnswerLine>();
    for (int i = 0; i < once.size(); i++) {
      var fixed = without.get(i).once();
      lines.add(new AnswerLine(once.get(i).strategy(), fixed, once.get(i).once().subtract(fixed)));
    }
    if (lines.isEmpty()) {
      return List.of();
    }
    var tips = new ArrayList<>(turns(input, value, Answer.COSTS_LEAST, lines));
    it.options()
        .weakerThan(it.planned())
        .ifPresent(weaker ->
            tips.addAll(
                turns(
                    input,
                    value,
                    Answer.PAYS,
                    List.of(
                        VariedWorkload.of(lines, weaker),
                        VariedWorkload.of(lines, it.planned())))));
    return tips;
  }

  /// A month of each strategy that is enough, of which the planned one may cost more or less.
  private List<AnswerLine> sufficient() {
    var by = it.advice().by();
    return switch (by.rule()) {
      case SEED -> List.of();
      case DEFAULT ->
          by.enough().options().stream()
              .map(option ->
                  option.strategy() == it.planned().strategy()
                      ? new AnswerLine(
                          option.strategy(),
                          option.cost().total().subtract(option.cost().forRecovery()),
                          option.cost().forRecovery())
                      : new AnswerLine(option.strategy(), option.cost().total(), BigDecimal.ZERO))
              .toList();
    };
  }

  private List<SensitivityTip> turns(
      UncertainInput input, BigDecimal value, Answer answer, List<AnswerLine> lines) {
    var tips = new ArrayList<SensitivityTip>();
    for (boolean above : List.of(false, true)) {
      Optional.of(lines)
          .filter(all -> !all.isEmpty())
          .flatMap(all -> AnswerLine.turn(all, above))
          .map(turn ->
              new SensitivityTip(
                  answer,
                  turn.strategy(),
                  turn.times(),
                  rounded(input, turn.times().multiply(value)),
                  above))
          .map(tip -> tip.of(it.planned().strategy()))
          .ifPresent(tips::add);
    }
    return tips;
  }

  private static BigDecimal rounded(UncertainInput input, BigDecimal value) {
    return input.scenario().isPresent() ? value.round(SensitivityTip.DIGITS) : Amounts.of(value);
  }
}
