package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.proofs.ProofRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: whatever befalls the primary and in whatever order that is healed, a client that writes
/// directly to it is never acknowledged after the new epoch's first write.
///
/// Method: 60 trials on one lab, six troubles alone, in pairs and in threes, each healed in every
/// order: [OldSideTrial]. One of them is also a test of [LabFenceTest]. Each trial that passed is a
/// line of `target/proof/old-side.txt`, and is not tried again while the product is the same.
@Tag("proof")
@Timeout(value = 3, unit = TimeUnit.HOURS)
@ExtendWith(SharedLab.InTests.class)
final class OldSideTest {
  private static ProofRecord done;

  private static RunningLab lab;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    done = ProofRecord.ofProduct("old-side.txt");
    // A name, and so ports, of its own: this may run for an hour beside other labs.
    lab =
        shared.alone(plan -> RunningLab.atOnce(plan).replace("plan: storefront", "plan: old-side"));
  }

  @AfterAll
  static void down() throws Exception {
    lab.close();
  }

  static List<OldSideTrial> trials() {
    var trials = new ArrayList<OldSideTrial>();
    for (var first : LabTrouble.values()) {
      trials.add(new OldSideTrial(List.of(first), List.of(first)));
      for (var second : LabTrouble.values()) {
        if (first.compareTo(second) < 0) {
          addAllOrders(trials, List.of(first, second));
        }
      }
    }
    addAllOrders(
        trials,
        List.of(LabTrouble.HUNG, LabTrouble.CUT_FROM_ARBITER, LabTrouble.CUT_FROM_RECOVERY));
    addAllOrders(
        trials,
        List.of(
            LabTrouble.AGENT_FROZEN, LabTrouble.CUT_FROM_ARBITER, LabTrouble.CUT_FROM_RECOVERY));
    addAllOrders(
        trials, List.of(LabTrouble.HUNG, LabTrouble.CUT_FROM_RECOVERY, LabTrouble.ARBITER_LOST));
    addAllOrders(
        trials, List.of(LabTrouble.SILENT, LabTrouble.AGENT_FROZEN, LabTrouble.ARBITER_LOST));
    assertThat(trials).hasSize(60);
    return trials;
  }

  private static void addAllOrders(List<OldSideTrial> trials, List<LabTrouble> troubles) {
    orders(troubles).forEach(healed -> trials.add(new OldSideTrial(troubles, healed)));
  }

  private static List<List<LabTrouble>> orders(List<LabTrouble> troubles) {
    if (troubles.size() <= 1) {
      return List.of(troubles);
    }
    var all = new ArrayList<List<LabTrouble>>();
    for (var first : troubles) {
      var rest = troubles.stream().filter(trouble -> trouble != first).toList();
      for (var order : orders(rest)) {
        var whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("trials")
  @Tag("invariant-34")
  void the_old_side_acknowledges_nothing_after_the_new_epochs_first_write(OldSideTrial trial)
      throws Exception {
    if (!done.holds(trial + ": ")) {
      done.add(trial + ": " + trial.hold(lab));
    }
  }
}
