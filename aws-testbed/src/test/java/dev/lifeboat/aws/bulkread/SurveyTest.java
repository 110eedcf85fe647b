package dev.lifeboat.aws.bulkread;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.check.AwsCheck;
import dev.lifeboat.aws.check.PlannedFailover;
import dev.lifeboat.awstestbed.GatedCall;
import dev.lifeboat.awstestbed.ManyWorkloads;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The calls of a check grow with pages, not with workloads.
///
/// Method: workloads that are all there, each with a database, a service, a secret, a placement;
/// each region's calls are counted at the gate.
@ExtendWith(TestBed.InTests.class)
final class SurveyTest {
  private static final int MOST = 300;

  private final TestBed bed;

  @TempDir Path folder;

  SurveyTest(TestBed bed) {
    this.bed = bed;
  }

  @Test
  @Tag("invariant-61")
  void fifty_workloads_cost_few_calls() throws Exception {
    check(50, MOST / 5);
  }

  @Test
  @Tag("proof")
  @Timeout(900)
  void a_thousand_workloads_cost_less_than_three_hundred_calls_in_each_region() throws Exception {
    check(1_000, MOST);
  }

  private void check(int workloads, int most) throws Exception {
    var mall = new ManyWorkloads(bed, workloads, folder);
    mall.create();
    int before = bed.gate().calls().size();
    try (var check = new AwsCheck(mall.plan(), bed.newClients(), InstantSource.system(), false)) {
      for (var workload : mall.plan().workloads().values()) {
        assertThat(check.of(workload, PlannedFailover.of(mall.plan(), workload)))
            .as("but for a guard, all of %s is there", workload.name())
            .allSatisfy(found ->
                assertThat(found.problem().orElseThrow().happened())
                    .containsAnyOf("no guard", "not in ECR", "not asked"));
      }
    }
    var calls =
        bed.gate().callsSince(before).stream().collect(groupingBy(GatedCall::region, counting()));
    System.out.printf("%d workloads: %s%n", workloads, calls);
    assertThat(calls).hasSize(3).allSatisfy((_, made) -> assertThat(made).isLessThan(most));
  }
}
