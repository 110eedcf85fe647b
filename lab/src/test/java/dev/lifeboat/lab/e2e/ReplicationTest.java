package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: with 80 ms between the regions, asynchronous replication really loses acknowledged writes
/// and they are listed; synchronous replication loses none.
///
/// Method: the same failover with the two plans. The sending half of the link dies with its region,
/// so what was under way is gone as it would be.
@Timeout(300)
final class ReplicationTest {

  @Test
  void asynchronous_replication_over_80_ms_loses_writes_that_are_counted_and_listed()
      throws Exception {
    var survival = failover("asynchronous", "rate: 50/s");

    assertThat(survival.lost()).isNotEmpty();
    assertThat(survival.surviving()).isPositive();
    assertThat(survival.lost()).allMatch(lost -> lost.rowMissing() || lost.objectMissing());
  }

  @Test
  void synchronous_replication_over_80_ms_loses_nothing() throws Exception {
    var survival = failover("synchronous", "rate: 10/s");

    assertThat(survival.lost()).isEmpty();
    assertThat(survival.surviving()).isPositive();
  }

  private static Survival.Counted failover(String replication, String rate) throws Exception {
    try (var lab =
            RunningLab.up(plan ->
                plan.replace("latency: 20ms", "latency: 80ms")
                    .replace("rate: 20/s", rate)
                    .replace("replication: asynchronous", "replication: " + replication)
                    .replace(
                        "images: { type: bucket,",
                        "images: { type: bucket, replication: " + replication + ","));
        var canary = lab.canary("lost")) {
      lab.lab.faults().inject(new Fault.RegionLost("east"));

      var state = lab.run(Mode.FAILOVER);

      assertThat(state.phase()).isInstanceOf(RunState.Phase.Ended.class);
      assertThat(canary.canary.awaitSteady(5, 60)).isTrue();
      return canary.survivalIn("west");
    }
  }
}
