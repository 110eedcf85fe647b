package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult.EvidenceOf;
import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class EvidenceOfADrillTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00.000000999Z");

  @TempDir Path folder;

  @Test
  void what_was_measured_against_is_kept_and_can_be_read_again() throws Exception {
    var files = new RunFolder(new RunId("r-1"), folder);
    Files.write(
        files.canary(),
        List.of(
            "{\"schema\":\"lifeboat.canary/v1\",\"client\":\"r-1\",\"rate\":50,\"confirm\":1,"
                + "\"startedAt\":\"2026-11-20T07:59:59.900000Z\"}",
            "{\"n\":1,\"sent\":\"2026-11-20T08:00:00.200000Z\"}",
            "{\"n\":1,\"answer\":\"acknowledged\",\"at\":\"2026-11-20T08:00:00.250000Z\"}"));
    var rows = new StoredNumbers.Numbers(new TreeSet<>(List.of(1L, 2L, 3L, 7L)));
    var fault = new FaultTime(AT, AT.plusNanos(5_000));

    var result = Evidence.measure(files, "west", fault, rows, new StoredNumbers.NoStore());

    assertThat(result.measurement().orElseThrow().rto())
        .as("in the log's whole microseconds, so that anybody computes the same")
        .isEqualTo(new Figure.Measured(Duration.ofMillis(250)));
    assertThat(files.held())
        .hasContent(
            "{\"schema\":\"lifeboat.held/v1\",\"client\":\"r-1\",\"region\":\"west\","
                + "\"faultAt\":\"2026-11-20T08:00:00.000000Z\","
                + "\"inEffect\":\"2026-11-20T08:00:00.000005Z\","
                + "\"rows\":{\"numbers\":[[1,3],[7,7]]},\"objects\":{\"noStore\":true}}");
    var held = HeldFile.parse(Files.readAllBytes(files.held()));
    assertThat(held.rows()).isEqualTo(rows);
    assertThat(held.objects()).isEqualTo(new StoredNumbers.NoStore());
    assertThat(held.fault().at()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
  }

  @Test
  void a_drill_whose_evidence_does_not_hold_has_not_passed() {
    var broken = new EvidenceOf("f", false, "plan.yaml is not what was sealed");

    assertThat(result("passed").with(new EvidenceOf("f", true, null)).outcome())
        .isEqualTo(Outcome.PASSED);
    assertThat(result("passed").with(new EvidenceOf("f", null, "not over")).outcome())
        .isEqualTo(Outcome.PASSED);
    var failed = result("missed").with(broken);
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.head().verdict().why()).contains("plan.yaml");
    assertThat(failed.safety().evidence()).isEqualTo(broken);
    assertThat(result("refused").with(broken).outcome()).isEqualTo(Outcome.REFUSED);
  }

  private static DrillResult result(String outcome) {
    return JsonMapper.shared()
        .readValue(
            "{\"outcome\":\"%s\",\"residue\":[],\"steps\":[],\"totalSeconds\":1.0}"
                .formatted(outcome),
            DrillResult.class);
  }
}
