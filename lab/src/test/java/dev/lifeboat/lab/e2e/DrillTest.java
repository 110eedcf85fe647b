package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.Recording;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: the main job, twice in a row, and nothing left behind.
///
/// Method: a real region is killed under a real client's load; the lost writes are counted again
/// here, by number, from the canary's log and nothing of the drill's own arithmetic.
@Timeout(600)
final class DrillTest {

  @Test
  void a_region_is_lost_the_shop_stays_open_and_a_second_drill_finds_nothing_left()
      throws Exception {
    Path root;
    int segments = RunningLab.sharedMemory().size();
    try (var lab = RunningLab.up(plan -> plan)) {
      root = lab.state.resolve("lab");
      for (var scenario : new Scenario[] {Scenario.REGION_LOSS, Scenario.REGION_HANG}) {
        var result = lab.drill(scenario);

        assertThat(result.outcome())
            .as("%s: %s", scenario, result)
            .isEqualTo(DrillResult.Outcome.PASSED);
        assertThat(result.fence().proven()).isTrue();
        assertThat(result.residue()).isEmpty();
        assertThat(result.failback().lost()).isZero();
        assertThat(result.ledger().matchesCanary()).as("%s", result.ledger()).isTrue();
        assertThat(result.ledger().lost())
            .isEqualTo(Objects.requireNonNull(result.writes()).lost());
        assertThat(lab.writer()).isEqualTo("east");
        assertThatBothRegionsWereCompared(result);
        assertThatCountsAgree(result);
      }
    }
    assertThat(root.resolve("storefront")).doesNotExist();
    assertThat(RunningLab.sharedMemory()).hasSizeLessThanOrEqualTo(segments);
  }

  /// Before the return and after it, by table and bucket, with rows in the table.
  private static void assertThatBothRegionsWereCompared(DrillResult result) {
    var data = Objects.requireNonNull(result.data());
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
    var folder = Path.of(result.evidence().folder());
    var acknowledged = new TreeSet<Long>();
    for (var write : Recording.parse(Files.readAllBytes(folder.resolve("canary.jsonl"))).writes()) {
      if (write.acknowledged()) {
        acknowledged.add(write.number());
      }
    }
    var writes = result.writes();
    assertThat(writes).isNotNull();
    assertThat(writes.acknowledged()).isEqualTo(acknowledged.size());
    assertThat(writes.lostNumbers()).isNotNull().isSubsetOf(acknowledged);
    assertThat(writes.surviving()).isEqualTo(acknowledged.size() - writes.lostNumbers().size());
    assertThat(JournalReader.read(folder.resolve("journal.jsonl")).tornBytes()).isZero();
  }
}
