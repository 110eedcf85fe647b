package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.LedgerMatch;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.runbook.Mode;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: with 80 ms between the regions, asynchronous replication really loses acknowledged writes,
/// they are listed, and the ledger holds each of them; synchronous replication loses none.
///
/// Method: the same failover with the two plans. The sending half of the link dies with its region,
/// so what was under way is gone as it would be. Then the way home, which reads the old side back
/// before it is copied over; ledger and canary's log are two ways to the same numbers.
@Timeout(900)
@ExtendWith(SharedLab.InTests.class)
final class LabReplicationTest {
  private static final Fault LOST = new Fault.RegionLost("east");

  @Test
  @Tag("proof")
  @Tag("invariant-15")
  @Tag("invariant-38")
  void asynchronous_replication_over_80_ms_loses_writes_that_are_counted_and_listed(
      SharedLab shared) throws Exception {
    try (var lab = up(shared, "asynchronous", "rate: 50/s");
        var canary = lab.canary("lost")) {
      var left = failOver(lab, canary);
      var survival = canary.survivalIn("west");

      assertThat(survival.lost()).isNotEmpty();
      assertThat(survival.surviving()).isPositive();
      assertThat(survival.lost()).allMatch(lost -> lost.rowMissing() || lost.objectMissing());

      var rows = lab.site().rows("west", canary.client);
      var objects = lab.site().objects("west", canary.client);
      lab.lab.faults().heal(LOST);
      lab.awaitAgent("east");
      var returned = lab.run(Mode.FAILBACK);
      RunningLab.assertDone(returned);
      var epochs = new Ledgers.Epochs(left.opened().epoch(), returned.opened().epoch());
      var ledger =
          lab.lab.ability(lab.shop, Ledgers.class).orElseThrow().of("east", canary.client, epochs);
      assertThat(LedgerMatch.of(ledger, canary.recording(), rows, objects))
          .as("%s", ledger)
          .isEqualTo(new LedgerMatch.Compared(survival.lost().size(), Optional.empty()));
      assertThat(ledger.rows()).hasSizeGreaterThanOrEqualTo((int) survival.byDatabase());
    }
  }

  /// And writes go on while the old side is made a replica again: nobody waits for one that is
  /// still being cloned.
  @Test
  void synchronous_replication_over_80_ms_loses_nothing(SharedLab shared) throws Exception {
    try (var lab = up(shared, "synchronous", "rate: 10/s");
        var canary = lab.canary("lost")) {
      var _ = failOver(lab, canary);
      var survival = canary.survivalIn("west");

      assertThat(survival.lost()).isEmpty();
      assertThat(survival.surviving()).isPositive();

      lab.lab.faults().heal(LOST);
      lab.awaitAgent("east");
      assertWritesGoOnBesideAReprotect(lab);
    }
  }

  /// A busy machine may keep a few clients waiting for longer than they do.
  private static void assertWritesGoOnBesideAReprotect(RunningLab lab) throws Exception {
    try (var canary = lab.canary("beside")) {
      assertThat(canary.canary.awaitSteady(5, 60)).isTrue();
      var begun = Instant.now();
      RunningLab.assertDone(lab.run(Mode.REPROTECT));
      canary.canary.stop();
      var beside =
          canary.recording().writes().stream()
              .filter(write -> write.at().isAfter(begun))
              .map(CanaryAttempt::acknowledged)
              .toList();
      assertThat(Collections.frequency(beside, true))
          .as("acknowledged of %d writes", beside.size())
          .isGreaterThan(beside.size() * 9 / 10);
    }
  }

  private static RunningLab up(SharedLab shared, String replication, String rate) throws Exception {
    return shared.alone(plan ->
        RunningLab.atOnce(plan)
            .replace("latency: 20ms", "latency: 80ms")
            .replace("rate: 20/s", rate)
            .replace("replication: asynchronous", "replication: " + replication)
            .replace(
                "images: { type: bucket,",
                "images: { type: bucket, replication: " + replication + ","));
  }

  private static RunState failOver(RunningLab lab, RunningLab.RunningCanary canary)
      throws Exception {
    lab.lab.faults().inject(LOST);
    var state = lab.run(Mode.FAILOVER);
    assertThat(state.phase()).isInstanceOf(RunState.Phase.Ended.class);
    assertThat(canary.canary.awaitSteady(5, 60)).isTrue();
    return state;
  }
}
