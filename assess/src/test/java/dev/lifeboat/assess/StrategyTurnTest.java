package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Money;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StrategyTurnTest {
  @Test
  void the_rates_at_which_the_answer_changes_are_told() {
    var turns =
        StrategyTurn.all(loss(1200), options(List.of(240, 30, 5, 1), List.of(1, 10, 20, 90)), 10);

    // 600 USD an outage and 120 a year: 4 800 and 12 meet it at 4 200 / 108, 100 and 240 at 500 /
    // 120.
    assertThat(turns)
        .containsExactly(
            new StrategyTurn(Strategy.BACKUP_AND_RESTORE, new BigDecimal("39"), false),
            new StrategyTurn(Strategy.WARM_STANDBY, new BigDecimal("4.2"), true));
  }

  /// Goal: between the turns the same strategy costs least a year, and beyond each the one that it
  /// names; compared with every whole number of years.
  @Property(tries = 500)
  void turns_equal_a_walk_over_every_number_of_years(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int years) {
    var random = new Random(seed);
    var options =
        options(
            falling(random),
            IntStream.range(0, 4).mapToObj(_ -> random.nextInt(300)).sorted().toList());
    var impact = loss(1 + random.nextInt(5_000));

    var turns = StrategyTurn.all(impact, options, years);

    var least = cheapest(options, impact, years);
    for (int other = 1; other <= 400; other++) {
      int at = other;
      // Two digits are told, so what is near the turn is not judged.
      boolean within =
          turns.stream()
              .allMatch(it ->
                  it.oftener()
                      ? at > it.years().doubleValue() * 1.06
                      : at < it.years().doubleValue() * 0.94);
      if (within) {
        assertThat(cost(options, impact, cheapest(options, impact, at), at))
            .as("%d years: %s", at, turns)
            .isEqualTo(cost(options, impact, least, at));
      }
    }
  }

  private static List<Integer> falling(Random random) {
    var minutes =
        new ArrayList<>(IntStream.range(0, 4).mapToObj(_ -> random.nextInt(600)).toList());
    minutes.sort(Comparator.reverseOrder());
    return minutes;
  }

  private static Strategy cheapest(StrategyOptions options, Impact impact, int years) {
    return options.all().stream()
        .min(
            Comparator.comparing(
                (StrategyOption it) -> cost(options, impact, it.strategy(), years)))
        .orElseThrow()
        .strategy();
  }

  private static BigDecimal cost(
      StrategyOptions options, Impact impact, Strategy strategy, int years) {
    var option = options.of(strategy);
    return LossCurve.ofYear(impact)
        .during(option.estimate().rto())
        .add(option.cost().forRecovery().multiply(BigDecimal.valueOf(12L * years)));
  }

  private static Impact loss(int anHour) {
    return Impact.of(new Money(BigDecimal.valueOf(anHour), "USD"));
  }

  /// @param minutes out, by strategy
  /// @param amounts of the recovery region a month
  private static StrategyOptions options(List<Integer> minutes, List<Integer> amounts) {
    return new StrategyOptions(
        IntStream.range(0, 4)
            .mapToObj(i ->
                new StrategyOption(
                    Strategy.values()[i],
                    new RecoveryEstimate(
                        Duration.ZERO,
                        Duration.ofMinutes(minutes.get(i)),
                        Duration.ZERO,
                        FigureBasis.ASSUMED,
                        FigureBasis.ASSUMED),
                    new MonthlyCost(
                        List.of(),
                        List.of(
                            new CostLine(
                                PricedItem.KEYS,
                                "west",
                                1,
                                Amounts.of(BigDecimal.valueOf(amounts.get(i))))),
                        "USD")))
            .toList());
  }
}
