package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Goal: where nothing meets both objectives, the reason says which one gives way, and to what.
final class RecommenderTest {
  private static final String DEMAND =
      "objectives: { rto: 15m, rpo: 2m }\nfailover: { trigger: automatic }";

  @Test
  void a_slower_one_that_would_lose_less_is_why_the_rto_is_named() {
    assertThat(because("\nbackup: { to: kept, logs: 1m }"))
        .startsWith(
            "No strategy is estimated to meet an RPO of 2 min within an RTO of 15 min while shop-db"
                + " is copied later; the least loss is 5 min.");
  }

  @Test
  void where_none_loses_so_little_the_rto_is_not_named() {
    assertThat(because(""))
        .startsWith(
            "No strategy is estimated to meet an RPO of 2 min while shop-db is copied later; the"
                + " least loss is 5 min.");
  }

  private static String because(String backup) {
    var plan = AssessedPlans.plan(AssessedPlans.shop(DEMAND + backup));
    return AssessedPlans.only(AssessedPlans.assess(plan)).recommendation().because();
  }
}
