package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: what a workload writes counts where a strategy moves it (issue 24, part 2).
class WriteRateTest {
  private static final String KEYS =
      "objectives: { rto: 24h, rpo: %dm }\nbackup: { to: kept, logs: 10m }";

  /// 85 MB/s are copied: an hour of 17 MB/s in 12 min. Of 170 a second hour, and a day, pile up.
  @ParameterizedTest
  @CsvSource({"0, PT0S", "17, PT12M", "85, PT1H", "170, PT26H"})
  void an_hours_writes_come_at_once_and_what_is_not_copied_piles_up_for_a_day(
      long megabytes, Duration behind) {
    assertThat(new WriteRate(megabytes * 1_000_000).behind()).isEqualTo(behind);
  }

  @Test
  void copies_are_as_far_behind_as_their_bytes_take() {
    assertThat(rpo("7MB/s", Strategy.WARM_STANDBY)).isEqualTo(StrategyEstimates.REPLICA_LAG);
    assertThat(rpo("17MB/s", Strategy.WARM_STANDBY)).isEqualTo(Duration.ofMinutes(12));
    assertThat(rpo("17MB/s", Strategy.PILOT_LIGHT)).isEqualTo(Duration.ofMinutes(12));
    assertThat(rpo("17MB/s", Strategy.BACKUP_AND_RESTORE)).isEqualTo(Duration.ofMinutes(12));
  }

  /// A day's log since the base of the night: a fifth of a day.
  @Test
  void a_restore_takes_the_log_since_the_last_base_too() {
    var still = shop("assess: {}", 15).options().of(Strategy.BACKUP_AND_RESTORE).estimate();
    var busy = shop(changes("17MB/s"), 15).options().of(Strategy.BACKUP_AND_RESTORE).estimate();

    assertThat(busy.rto().minus(still.rto())).isEqualTo(Duration.ofMinutes(288));
    assertThat(busy.basis()).isEqualTo(FigureBasis.ASSUMED);
  }

  /// Copies alone are too far behind; log that is shipped each ten minutes is not.
  @Test
  void the_rule_recommends_by_it() {
    assertThat(shop("assess: {}", 11).advice().strategy()).isEqualTo(Strategy.BACKUP_AND_RESTORE);
    assertThat(shop(changes("17MB/s"), 11).advice().strategy())
        .as("12 min by log too: none is enough, the cheapest of those that are nearest")
        .isEqualTo(Strategy.BACKUP_AND_RESTORE);
    var busy = shop(changes("8MB/s"), 10);
    assertThat(busy.advice().strategy()).isEqualTo(Strategy.PILOT_LIGHT);
    assertThat(shop("assess: {}", 10).advice().strategy()).isEqualTo(Strategy.BACKUP_AND_RESTORE);
  }

  /// Who writes more loses no less and is back no sooner, whatever its strategy.
  @Property(tries = 200)
  void estimates_do_not_shrink_with_what_is_written(
      @ForAll @IntRange(min = 1, max = 999_999) int rate,
      @ForAll @IntRange(max = 999_999) int more) {
    int most = Math.min(999_999, rate + more);
    var less = shop(changes(rate + "kB/s"), 15).options().all();
    var all = shop(changes(most + "kB/s"), 15).options().all();

    for (int i = 0; i < less.size(); i++) {
      assertThat(all.get(i).estimate().rpo()).isGreaterThanOrEqualTo(less.get(i).estimate().rpo());
      assertThat(all.get(i).estimate().rto()).isGreaterThanOrEqualTo(less.get(i).estimate().rto());
    }
  }

  /// As [AssessmentPropertyTest] has it of a workload that says nothing of it; like there without
  /// backups, whose log may be newer than copies: then the RPO goes before the RTO.
  @Property(tries = 200)
  void who_tolerates_more_needs_no_more_however_much_is_written(
      @ForAll @IntRange(min = 1, max = 200) int megabytes,
      @ForAll @IntRange(min = 1, max = 2_000) int rpo,
      @ForAll @IntRange(max = 300) int more) {
    var strict = unkept(changes(megabytes + "MB/s"), rpo);
    var loose = unkept(changes(megabytes + "MB/s"), rpo + more);

    assertThat(loose.advice().strategy()).isLessThanOrEqualTo(strict.advice().strategy());
    assertThat(cost(loose)).isLessThanOrEqualTo(cost(strict));
  }

  @Test
  void the_most_that_can_be_written_has_an_estimate() {
    for (var strategy : List.of(Strategy.PILOT_LIGHT, Strategy.BACKUP_AND_RESTORE)) {
      assertThat(rpo("999999GB/s", strategy)).isPositive();
    }
  }

  private static BigDecimal cost(WorkloadAssessment it) {
    return it.options().of(it.advice().strategy()).cost().total();
  }

  private static Duration rpo(String rate, Strategy strategy) {
    return shop(changes(rate), 15).options().of(strategy).estimate().rpo();
  }

  private static String changes(String rate) {
    return "assess: { changes: { shop: %s } }".formatted(rate);
  }

  private static WorkloadAssessment unkept(String key, int rpoMinutes) {
    return only("objectives: { rto: 24h, rpo: %dm }".formatted(rpoMinutes), key);
  }

  private static WorkloadAssessment shop(String key, int rpoMinutes) {
    return only(KEYS.formatted(rpoMinutes), key);
  }

  private static WorkloadAssessment only(String keys, String key) {
    var plan = AssessedPlans.plan(AssessedPlans.shop(keys), key);
    return AssessedPlans.only(AssessedPlans.assess(plan));
  }
}
