package dev.lifeboat.assess;

import dev.lifeboat.assess.SensitivityTip.Answer;
import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Durations of an outage by the planned strategy at which answers turn. Steps and penalties bend
/// what it costs, so they are looked for by halves.
///
/// @param usual with all inputs as they are assumed
record OutageTips(WorkloadAssessment it, VariedWorkload usual) {
  /// Nobody errs further.
  private static final int MOST_TIMES = 1000;

  List<SensitivityTip> all() {
    var tips = new ArrayList<SensitivityTip>();
    add(tips, Answer.RECOMMENDED, this::recommended);
    var years = usual.years();
    if (!years.isEmpty()) {
      var impact = it.workload().impact().orElseThrow();
      add(tips, Answer.COSTS_LEAST, out -> cheapest(years, impact, out));
      it.options()
          .weakerThan(it.planned())
          .map(weaker -> List.of(VariedWorkload.of(years, weaker), planned(years)))
          .ifPresent(two -> add(tips, Answer.PAYS, out -> cheapest(two, impact, out)));
    }
    return tips;
  }

  private AnswerLine planned(List<AnswerLine> years) {
    return VariedWorkload.of(years, it.planned());
  }

  private Strategy recommended(Duration out) {
    var planned = it.planned();
    return usual.recommended(
        it.options()
            .with(
                new StrategyOption(
                    planned.strategy(), planned.estimate().lasting(out), planned.cost())));
  }

  private Strategy cheapest(List<AnswerLine> years, Impact impact, Duration out) {
    var lines = new ArrayList<>(years);
    lines.replaceAll(
        line -> line.strategy() == it.planned().strategy() ? usual.planned(impact, out) : line);
    return AnswerLine.cheapest(lines);
  }

  private void add(
      List<SensitivityTip> tips, Answer answer, Function<Duration, Strategy> strategy) {
    for (boolean above : List.of(false, true)) {
      tip(answer, strategy, above).map(tip -> tip.of(it.planned().strategy())).ifPresent(tips::add);
    }
  }

  /// The last duration on that side up to which the answer stays. An answer that has turned stays
  /// turned: the longer the outage, the dearer it is and the less it is enough for.
  private Optional<SensitivityTip> tip(
      Answer answer, Function<Duration, Strategy> strategy, boolean above) {
    var now = it.planned().estimate().rto();
    var same = strategy.apply(now);
    long near = now.toMillis();
    long far = above ? near * MOST_TIMES : 0;
    if (strategy.apply(Duration.ofMillis(far)) == same) {
      return Optional.empty();
    }
    while (Math.abs(far - near) > 1) {
      long middle = (near + far) / 2;
      if (strategy.apply(Duration.ofMillis(middle)) == same) {
        near = middle;
      } else {
        far = middle;
      }
    }
    var last = Duration.ofMillis(near);
    var value = BigDecimal.valueOf(SpanText.number(last));
    return Optional.of(
        new SensitivityTip(
            answer,
            strategy.apply(Duration.ofMillis(far)),
            value.divide(BigDecimal.valueOf(SpanText.number(now)), MathContext.DECIMAL64),
            value,
            above));
  }
}
