package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each way to spend less, with what it comes to by the shipped prices: a database 85 and 85, an
/// instance 22.50 and 23.00.
class CostCutTest {
  /// Three standbys beside four, an hour to be back, and a strategy that is no stronger than
  /// needed.
  private static final String KEYS =
      """
      objectives: { rto: 11m, rpo: 15m }
      strategy: warm-standby
      failover: { trigger: automatic }\
      """;

  @Test
  void steady_items_are_cheaper_by_the_year_and_spare_standbys_are_none() {
    assertThat(words(cuts(KEYS)))
        .containsExactly(
            "78.30 reserved: databases and instances that always run, for a year",
            "23.00 right size: one standby of each service; a failover adds the others");
  }

  /// The weaker strategy is enough, and standbys could start in time too.
  @Test
  void what_is_stronger_than_needed_is_told_with_what_it_costs() {
    assertThat(words(cuts(KEYS.replace("rto: 11m", "rto: 1h"))))
        .containsExactly(
            "78.30 reserved: databases and instances that always run, for a year",
            "46.00 right size: strategy pilot-light is enough",
            "29.57 schedule: standbys run 12 h on workdays; else they start within 20 min, and the"
                + " RTO leaves that time",
            "23.00 right size: one standby of each service; a failover adds the others");
  }

  /// What a drill adds costs a few cents: 98 instances for two hours, four times a year.
  @Test
  void drills_are_cheaper_on_spot() {
    var cuts = cuts(KEYS.replace("rto: 11m", "rto: 1h"), "instances: { serving: 100, standby: 2 }");

    assertThat(words(cuts)).contains("1.24 spot: instances that only drills add, 4 drills a year");
  }

  @ParameterizedTest
  @CsvSource({"3650d, 0.1", "365d, 1", "30d, 12", "36h, 240"})
  void drills_are_counted_as_often_as_the_calendar_has_them(String full, String aYear) {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop("tier: basic"), "drills: { full: %s }".formatted(full));

    assertThat(AssessedPlans.only(AssessedPlans.assess(plan)).drillCost().aYear())
        .isEqualTo(new BigDecimal(aYear));
  }

  /// Each of two active regions could bear all users, so a drill adds none.
  @Test
  void drills_of_two_active_regions_add_no_instance() {
    var keys = KEYS.replace("warm-standby", "active-active").replace("rto: 11m", "rto: 1h");

    assertThat(words(cuts(keys, "instances: { serving: 100, standby: 2 }")))
        .isNotEmpty()
        .noneMatch(it -> it.contains("spot"));
  }

  /// A table of before has no such parts: it is read as ever, and nothing is saved so.
  @Test
  void a_table_without_discounts_promises_none() {
    var text =
        new String(shipped(), StandardCharsets.UTF_8)
            .replaceAll("\"(reserved|spot|transferPerGigabyte)\": [0-9.]+,", "");
    var table = PriceTableFile.parse(text.getBytes(StandardCharsets.UTF_8));

    assertThat(table.reserved()).isZero();
    assertThat(table.spot()).isZero();
    assertThat(table.transferPerGigabyte()).isZero();
  }

  private static byte[] shipped() {
    try (var in = PriceTableFile.class.getResourceAsStream("prices.json")) {
      return in.readAllBytes();
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static List<String> words(List<CostCut> cuts) {
    return cuts.stream().map(it -> it.amount() + " " + it.how()).toList();
  }

  private static List<CostCut> cuts(String keys) {
    return cuts(keys, "instances: { serving: 2, standby: 2 }");
  }

  private static List<CostCut> cuts(String keys, String instances) {
    var shop = AssessedPlans.shop(keys).replace("run: [serve]", "run: [serve], " + instances);
    return AssessedPlans.only(AssessedPlans.assess(AssessedPlans.plan(shop))).savings();
  }
}
