package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Plans of many workloads take time in proportion: each of these took minutes where one loop of
/// the reader went through all workloads for each of them.
class PortfolioSizeTest {
  private static final int MANY = 2_000;
  private static final int MOST = 20_000;

  @Test
  @Timeout(60)
  void a_plan_of_many_workloads_people_and_acceptances_is_read() {
    assertRead(MANY);
  }

  @Test
  @Tag("proof")
  @Timeout(60)
  void so_is_one_of_full_size() {
    assertRead(MOST);
  }

  @Test
  @Timeout(60)
  void as_many_mistakes_are_counted() {
    assertCounted(MANY);
  }

  @Test
  @Tag("proof")
  @Timeout(60)
  void so_are_those_of_full_size() {
    assertCounted(MOST);
  }

  /// Goal: a portfolio that is wrong throughout is not looked at to its end.
  @Test
  @Timeout(60)
  void more_mistakes_than_anybody_counts_end_the_look() {
    var workloads = new StringBuilder();
    for (int i = 0; i < Mistakes.MOST_LISTED + 2 * Mistakes.MOST_COUNTED; i++) {
      workloads.append("  w%d: { tier: nope }\n".formatted(i));
    }

    assertThat(Samples.mistakes("p", head() + workloads).lines())
        .hasSize(Mistakes.MOST_LISTED + 1)
        .last()
        .asString()
        .endsWith("more than 20000 more mistakes are not listed; correct these first");
  }

  private static void assertRead(int size) {
    var workloads = new StringBuilder();
    var contacts = new StringBuilder("people:\n  contacts:\n");
    var accepted = new StringBuilder("assess:\n  accepted:\n");
    var changes = new StringBuilder("  changes:\n");
    for (int i = 0; i < size; i++) {
      workloads.append(workload(i, i == 0 ? "" : "w" + (i - 1)));
      contacts.append("    c%d: { role: x, reach: [y], workloads: [w%d] }\n".formatted(i, i));
      accepted.append(
          "    - { code: LB8014, workload: w%d, because: x, until: 2027-01-31 }\n".formatted(i));
      changes.append("    w%d: 1MB/s\n".formatted(i));
    }

    var plan = Samples.valid(head() + workloads + contacts + accepted + changes);

    assertThat(plan.workloads()).hasSize(size);
    assertThat(plan.assess().accepted()).hasSize(size);
  }

  private static void assertCounted(int size) {
    var workloads = new StringBuilder();
    for (int i = 0; i < size; i++) {
      workloads.append(workload(i, "nowhere"));
    }

    assertThat(Samples.mistakes("p", head() + workloads).lines())
        .hasSize(Mistakes.MOST_LISTED + 1)
        .last()
        .asString()
        .endsWith(
            "%d more mistakes are not listed; correct these first"
                .formatted(size - Mistakes.MOST_LISTED));
  }

  private static String head() {
    return "plan: p\nregions: { east: {}, west: {} }\nworkloads:\n";
  }

  private static String workload(int number, String needed) {
    return "  w%d: { tier: basic, dependsOn: [%s], resources: { d%d: { type: database } } }\n"
        .formatted(number, needed, number);
  }
}
