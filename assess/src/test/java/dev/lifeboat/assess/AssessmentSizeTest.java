package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A portfolio takes time in proportion, also where people and acceptances are as many as
/// workloads.
class AssessmentSizeTest {
  private static final int MANY = 1_000;
  private static final int MOST = 100_000;
  private static final int NEEDED = 3;
  private static final long GIBIBYTE = 1L << 30;

  /// A workload of the largest portfolio costs no more than that many of one a tenth its size. What
  /// takes time by the square costs up to ten.
  private static final double TIMES = 3;

  @Test
  @Timeout(60)
  void many_workloads_people_and_acceptances_are_assessed() {
    assertAssessed(MANY);
  }

  /// Goal: issue 24, 100 000 workloads with 300 000 dependencies, in proportion and below 1 GiB.
  /// Method: processor time of the thread, of the second of two sizes ten times apart, once a
  /// smaller one has had the code compiled. The heap of tests is 1 GiB, or nothing is shown.
  @Test
  @Tag("proof")
  @Timeout(300)
  void so_they_are_at_full_size_in_proportion() {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(GIBIBYTE);
    assertAssessed(MOST / 10);

    double tenth = secondsEach(MOST / 10);
    double full = secondsEach(MOST);

    assertThat(full).as("seconds of a workload, of ten times as many").isLessThan(TIMES * tenth);
  }

  private static double secondsEach(int size) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    assertAssessed(size);
    return (threads.getCurrentThreadCpuTime() - before) / 1e9 / size;
  }

  private static void assertAssessed(int size) {
    var workloads = new StringBuilder();
    var people = new StringBuilder("people:\n  contacts:\n");
    var clients = new StringBuilder("  clients:\n");
    var accepted = new StringBuilder("assess:\n  accepted:\n");
    for (int i = 0; i < size; i++) {
      workloads.append(
          "w%d: { tier: basic, dependsOn: [%s], resources: { d%d: { type: database } } }\n"
              .formatted(i, needed(i), i));
      people.append(
          "    c%d: { role: x, reach: [y], declares: true, workloads: [w%d] }\n".formatted(i, i));
      clients.append("    c%d: { tier: premium, workloads: [w%d] }\n".formatted(i, i));
      accepted.append(
          "    - { code: LB8014, workload: w%d, because: x, until: 2027-01-31 }\n".formatted(i));
    }

    var plan = AssessedPlans.plan(workloads.toString(), "" + people + clients + accepted);
    var assessed = AssessedPlans.assess(plan);

    assertThat(plan.workloads().values().stream().mapToInt(it -> it.dependsOn().size()).sum())
        .isEqualTo(NEEDED * size - NEEDED * (NEEDED + 1) / 2);
    assertThat(assessed.accepted()).hasSize(size);
    assertThat(assessed.gaps().stream().filter(it -> it.code().name().equals("LB8022")))
        .hasSize(size);
    assertThat(assessed.neededFirst().getFirst().name()).isEqualTo("w0");
  }

  private static String needed(int number) {
    return IntStream.range(Math.max(0, number - NEEDED), number)
        .mapToObj(it -> "w" + it)
        .collect(Collectors.joining(", "));
  }
}
