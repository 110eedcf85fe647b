package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A portfolio takes time in proportion, also where people and acceptances are as many as
/// workloads.
class AssessmentSizeTest {
  private static final int MANY = 1_000;
  private static final int MOST = 20_000;

  @Test
  @Timeout(60)
  void many_workloads_people_and_acceptances_are_assessed() {
    assertAssessed(MANY);
  }

  @Test
  @Tag("proof")
  @Timeout(60)
  void so_they_are_at_full_size() {
    assertAssessed(MOST);
  }

  private static void assertAssessed(int size) {
    var workloads = new StringBuilder();
    var people = new StringBuilder("people:\n  contacts:\n");
    var clients = new StringBuilder("  clients:\n");
    var accepted = new StringBuilder("assess:\n  accepted:\n");
    for (int i = 0; i < size; i++) {
      workloads.append(
          "w%d: { tier: basic, dependsOn: [%s], resources: { d%d: { type: database } } }\n"
              .formatted(i, i == 0 ? "" : "w" + (i - 1), i));
      people.append(
          "    c%d: { role: x, reach: [y], declares: true, workloads: [w%d] }\n".formatted(i, i));
      clients.append("    c%d: { tier: premium, workloads: [w%d] }\n".formatted(i, i));
      accepted.append(
          "    - { code: LB8014, workload: w%d, because: x, until: 2027-01-31 }\n".formatted(i));
    }

    var assessed =
        AssessedPlans.assess(
            AssessedPlans.plan(workloads.toString(), "" + people + clients + accepted));

    assertThat(assessed.accepted()).hasSize(size);
    assertThat(assessed.gaps().stream().filter(it -> it.code().name().equals("LB8022")))
        .hasSize(size);
    assertThat(assessed.neededFirst().getFirst().name()).isEqualTo("w0");
  }
}
