package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.Amounts;
import dev.lifeboat.assess.ScenarioLoss;
import dev.lifeboat.assess.StrategyBenefit;
import dev.lifeboat.assess.WorkloadAssessment;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Disasters, and what strategies save of them, as people read it.
final class LossWords {
  private LossWords() {}

  /// Nothing where the plan does not say what an outage costs.
  static List<String> of(WorkloadAssessment it) {
    var currency = it.cascade().currency();
    var scenarios = it.scenarios();
    var priced =
        scenarios.stream()
            .flatMap(one ->
                one
                    .aYear()
                    .map(loss -> one.scenario().word() + " " + Amounts.words(loss, currency))
                    .stream())
            .collect(Collectors.joining(", "));
    var lasting =
        scenarios.stream()
            .filter(one -> one.outage().isEmpty())
            .map(ScenarioLoss::scenario)
            .map(one -> "nothing in the plan brings it back after " + one.word());
    return Stream.of(
            Stream.of(priced).filter(all -> !all.isEmpty()).map("expected a year: "::concat),
            lasting,
            it.strategySavings().stream()
                .filter(one -> one.saved().signum() > 0)
                .map(one -> saving(one, currency)))
        .flatMap(lines -> lines)
        .toList();
  }

  private static String saving(StrategyBenefit it, String currency) {
    return "%s saves %s a year and costs %s more%s"
        .formatted(
            it.strategy().word(),
            Amounts.words(it.saved(), currency),
            Amounts.words(it.costsMore(), currency),
            it.times()
                .map(
                    times -> ": even with %s times as many losses".formatted(times.toPlainString()))
                .orElse(""));
  }
}
