package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.Amounts;
import dev.lifeboat.assess.Sensitivity;
import dev.lifeboat.assess.Sensitivity.Unit;
import dev.lifeboat.assess.SensitivityOutcome;
import dev.lifeboat.assess.SensitivityTip;
import dev.lifeboat.assess.WorkloadAssessment;
import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.report.DocumentPage.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words of a sensitivity, as people read it.
///
/// @param loss currency of the impact
/// @param cost currency of the prices
record SensitivityWords(String loss, String cost) {
  private static final List<String> HEAD =
      List.of("what if", "assumed", "halved", "doubled", "turns");

  /// Of halves and doubles, above the table.
  static final String MEANING =
      "what if, one by one: expected loss a year, recommended strategy, and how many times the"
          + " losses make the planned one pay";

  static SensitivityWords of(WorkloadAssessment it) {
    var prices = it.planned().cost().currency();
    return new SensitivityWords(
        it.workload().impact().map(Impact::currency).orElse(prices), prices);
  }

  String unit(Unit unit) {
    return switch (unit) {
      case LOSS -> loss + " an hour";
      case COST -> cost + " a month";
      case SECONDS -> "seconds";
      case PER_DECADE -> "in ten years";
    };
  }

  /// On a screen: a line for each input, and one below it for each turn.
  static List<String> lines(WorkloadAssessment it) {
    var words = of(it);
    var lines = new ArrayList<String>();
    lines.add(MEANING);
    for (var one : it.sensitivity()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-15s %24s   halved: %-42s doubled: %s",
              one.input().word(),
              words.value(one.unit(), one.value()),
              words.answers(one.halved()),
              words.answers(one.doubled())));
      one.tips().forEach(tip -> lines.add(" ".repeat(16) + words.tip(one, tip)));
    }
    return lines;
  }

  static Table table(WorkloadAssessment it) {
    var words = of(it);
    return new Table(
        HEAD,
        it.sensitivity().stream()
            .map(one ->
                List.of(
                    one.input().word(),
                    words.value(one.unit(), one.value()),
                    words.answers(one.halved()),
                    words.answers(one.doubled()),
                    one.tips().isEmpty()
                        ? "-"
                        : one.tips().stream()
                            .map(tip -> words.tip(one, tip))
                            .collect(Collectors.joining("; "))))
            .toList());
  }

  private String answers(SensitivityOutcome it) {
    return Stream.of(
            it.expectedLoss().map(amount -> Amounts.words(amount, loss)).stream(),
            Stream.of(it.recommended().word()),
            it.breakEven().map(times -> times.toPlainString() + " times").stream())
        .flatMap(words -> words)
        .collect(Collectors.joining(", "));
  }

  private String tip(Sensitivity of, SensitivityTip it) {
    return "%s %s (%s times): %s %s"
        .formatted(
            it.above() ? "above" : "below",
            value(of.unit(), it.value()),
            it.times().toPlainString(),
            it.strategy().word(),
            switch (it.answer()) {
              case RECOMMENDED -> "is recommended";
              case COSTS_LEAST -> "costs least a year";
              case PAYS -> "pays";
              case PAYS_NOT -> "does not pay";
            });
  }

  private String value(Unit unit, BigDecimal value) {
    return switch (unit) {
      case LOSS -> Amounts.words(value, loss) + " an hour";
      case COST -> Amounts.words(value, cost) + " a month";
      case SECONDS -> SpanText.estimated(Duration.ofMillis(value.movePointRight(3).longValue()));
      case PER_DECADE -> value.stripTrailingZeros().toPlainString() + " in ten years";
    };
  }
}
