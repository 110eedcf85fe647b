package dev.lifeboat.lab.e2e;

import dev.lifeboat.lab.LabKind;
import dev.lifeboat.proofs.ProofRecord;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: every scenario passes three times in a row, in one lab that has had all the others.
///
/// Each drill that passed is a line of `target/proof/scenarios.txt` with its figures, and is not
/// held again while the product is the same.
@Tag("proof")
@Timeout(value = 3, unit = TimeUnit.HOURS)
@ExtendWith(SharedLab.InTests.class)
final class ScenarioProofTest {
  private static final int ROUNDS = 3;
  private static ProofRecord done;

  private static RunningLab lab;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    done = ProofRecord.ofProduct("scenarios.txt");
    // A name, and so ports, of its own: this may run for an hour beside other labs.
    lab = shared.alone(plan -> plan.replace("plan: storefront", "plan: scenarios"));
  }

  @AfterAll
  static void down() throws Exception {
    lab.close();
  }

  record Round(Scenario scenario, int number) {
    @Override
    public String toString() {
      return "%s %d of %d".formatted(scenario.word(), number, ROUNDS);
    }
  }

  static List<Round> rounds() {
    var rounds = new ArrayList<Round>();
    for (int number = 1; number <= ROUNDS; number++) {
      // One that needs a vault is held by VaultedDrillTest: this lab has replicas.
      for (var scenario : Scenarios.heldOn(new LabKind())) {
        if (!Set.of(Scenarios.DATA_CORRUPTION, Scenarios.RANSOMWARE).contains(scenario)) {
          rounds.add(new Round(scenario, number));
        }
      }
    }
    return rounds;
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void every_scenario_passes_three_times(Round round) throws Exception {
    if (done.holds(round + ": ")) {
      return;
    }
    var result = DrillTest.assertPassed(lab, round.scenario());
    var criteria = result.comparison().criteria();
    done.add(
        String.format(
            Locale.ROOT,
            "%s: RTO %s s, RPO %s s, speed %s, took %s s",
            round,
            result.measured().rto().seconds(),
            result.measured().rpo().seconds(),
            criteria == null ? null : criteria.performance().ratio(),
            result.head().totalSeconds()));
  }
}
