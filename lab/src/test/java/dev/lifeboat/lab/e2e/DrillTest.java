package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: the main job, after two scenarios that heal in place, in one lab: it finds nothing that
/// they left, and nothing of the lab is left behind. All scenarios are in [ScenarioProofTest].
///
/// Method: a real region is killed under a real client's load; the lost writes are counted again
/// here, by number, from the canary's log and nothing of the drill's own arithmetic.
@Timeout(900)
@ExtendWith(SharedLab.InTests.class)
final class DrillTest {

  @Test
  @Tag("invariant-19")
  @Tag("invariant-20")
  @Tag("invariant-39")
  void what_breaks_heals_or_moves_loses_nothing_unsaid_and_leaves_nothing(SharedLab shared)
      throws Exception {
    var lab = shared.with(plan -> plan);
    var folder = lab.lab.folder().lab();
    long epoch = highestEpoch(lab);
    assertPassed(lab, Scenarios.SERVICE_LOSS);
    assertPassed(lab, Scenarios.FRONT_DOOR_LOSS);
    assertThat(highestEpoch(lab)).as("what heals in place moves no writer").isEqualTo(epoch);

    var lost = assertPassed(lab, Scenarios.REGION_LOSS);
    assertThat(lost.safety().fence().proven()).isTrue();
    assertThat(lost.safety().failback().lost()).isZero();
    assertThat(lost.safety().ledger().matchesCanary()).as("%s", lost.safety().ledger()).isTrue();
    assertThat(lost.safety().ledger().lost())
        .isEqualTo(Objects.requireNonNull(lost.measured().writes()).lost());
    assertThatBothRegionsWereCompared(lost);
    assertThatCountsAgree(lost);

    var segments = lab.sharedMemory();
    assertThat(segments).as("each of its servers has one").hasSize(2);
    shared.close();
    assertThat(folder).doesNotExist();
    assertThat(RunningLab.sharedMemoryOfTheHost()).doesNotContainAnyElementsOf(segments);
  }

  private static long highestEpoch(RunningLab lab) throws Exception {
    return lab.lab.placements().read("shop").orElseThrow().highestEpoch();
  }

  static DrillResult assertPassed(RunningLab lab, Scenario scenario) throws Exception {
    var result = lab.drill(scenario);
    assertThat(result.outcome())
        .as("%s: %s", scenario, result)
        .isEqualTo(DrillResult.Outcome.PASSED);
    var criteria = result.comparison().criteria();
    assertThat(criteria).isNotNull();
    assertThat(criteria.recovery().kind()).isEqualTo(scenario.recovery());
    assertThat(criteria.recovery().judged().verdict()).isEqualTo(Judgement.MET);
    assertThat(criteria.integrity().verdict()).isEqualTo(Judgement.MET);
    assertThat(result.safety().residue()).isEmpty();
    assertThat(lab.writer()).isEqualTo("east");
    return result;
  }

  /// Before the return and after it, by table and bucket, with rows in the table.
  private static void assertThatBothRegionsWereCompared(DrillResult result) {
    var data = Objects.requireNonNull(result.comparison().data());
    for (var check : new DataCheck[] {data.before(), data.after()}) {
      assertThat(check).isNotNull();
      assertThat(check.verdict()).as("%s", check).isEqualTo(Judgement.MET);
      assertThat(check.parts())
          .extracting(DataCheck.Part::name)
          .containsExactly("orders public.orders", "images");
      assertThat(check.parts().getFirst().count()).as("%s", check).isPositive();
    }
  }

  /// The set of acknowledged numbers in the canary's log is what survives and what is lost
  /// together.
  private static void assertThatCountsAgree(DrillResult result) throws Exception {
    var folder = Path.of(result.safety().evidence().folder());
    var acknowledged = new TreeSet<Long>();
    for (var write :
        CanaryHistory.parse(Files.readAllBytes(folder.resolve("canary.jsonl"))).writes()) {
      if (write.acknowledged()) {
        acknowledged.add(write.number());
      }
    }
    var writes = result.measured().writes();
    assertThat(writes).isNotNull();
    assertThat(writes.acknowledged()).isEqualTo(acknowledged.size());
    assertThat(writes.lostNumbers()).isNotNull().isSubsetOf(acknowledged);
    assertThat(writes.surviving()).isEqualTo(acknowledged.size() - writes.lostNumbers().size());
    assertThat(JournalReader.read(folder.resolve("journal.jsonl")).tornBytes()).isZero();
  }
}
