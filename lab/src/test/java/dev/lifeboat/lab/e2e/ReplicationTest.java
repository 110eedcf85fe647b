package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: with 80 ms between the regions, asynchronous replication really loses acknowledged writes
/// and they are listed; synchronous replication loses none.
///
/// Method: the same drill with the two plans. The sending half of the link dies with its region, so
/// what was under way is gone as it would be.
@Timeout(600)
final class ReplicationTest {

  @Test
  void asynchronous_replication_over_80_ms_loses_writes_that_are_counted_and_listed()
      throws Exception {
    var result = drill("asynchronous", "rate: 50/s");

    var writes = result.writes();
    assertThat(writes).isNotNull();
    assertThat(writes.lost()).as("%s", result).isNotNull().isPositive();
    assertThat(writes.lostNumbers()).hasSize(Math.toIntExact(writes.lost()));
    assertThat(result.rpo().seconds()).isNotNull().isPositive();
  }

  @Test
  void synchronous_replication_over_80_ms_loses_nothing() throws Exception {
    var result = drill("synchronous", "rate: 10/s");

    assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.PASSED);
    var writes = result.writes();
    assertThat(writes).isNotNull();
    assertThat(writes.acknowledged()).isPositive();
    assertThat(writes.lost()).isZero();
    assertThat(result.rpo().seconds()).isZero();
  }

  private static DrillResult drill(String replication, String rate) throws Exception {
    try (var lab =
        RunningLab.up(plan ->
            plan.replace("latency: 20ms", "latency: 80ms")
                .replace("rate: 20/s", rate)
                .replace("replication: asynchronous", "replication: " + replication)
                .replace(
                    "images: { type: bucket,",
                    "images: { type: bucket, replication: " + replication + ","))) {
      return lab.drill(Scenario.REGION_LOSS);
    }
  }
}
