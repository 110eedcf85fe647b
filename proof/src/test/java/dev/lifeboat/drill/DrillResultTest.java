package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.scenario.Criterion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DrillResultTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final JsonMapper JSON = JsonMapper.shared();

  private static DrillResult unmeasured(DrillVerdict verdict) {
    Plan plan = Storefront.plan();
    return new DrillSubject(plan, plan.workload("shop"), "region-loss", new RunId("r-1"), AT)
        .unmeasured(verdict, AT.plusMillis(1_500), Path.of("runs", "r-1"), "it ended before");
  }

  /// Goal: however the record is divided, the document is one flat object with its keys in order.
  @Test
  void the_document_is_flat_and_its_keys_stand_in_their_order() {
    var written = JSON.readTree(JSON.writeValueAsString(unmeasured(DrillVerdict.PASSED)));

    assertThat(written.propertyNames())
        .containsExactly(
            "schema",
            "plan",
            "workload",
            "scenario",
            "outcome",
            "why",
            "run",
            "startedAt",
            "totalSeconds",
            "rto",
            "rpo",
            "writes",
            "fence",
            "ledger",
            "failback",
            "residue",
            "evidence",
            "steps",
            "criteria",
            "regression",
            "data",
            "share",
            "isolated");
    assertThat(written.path("why").isNull()).as("null when passed").isTrue();
    assertThat(written.path("totalSeconds").asDouble()).isEqualTo(1.5);
    assertThat(written.at("/rto/objectiveSeconds").asDouble()).isEqualTo(900);
  }

  @Test
  void clients_stand_last_and_only_where_there_are_some() {
    var seen = List.of(new ClientOutage("libc", 2.5, 3, "asks anew"));
    var result =
        new DrillResult(
            unmeasured(DrillVerdict.PASSED).head(),
            unmeasured(DrillVerdict.PASSED).measured(),
            unmeasured(DrillVerdict.PASSED).safety(),
            List.of(),
            unmeasured(DrillVerdict.PASSED).comparison(),
            DrillResult.Rehearsed.NOTHING,
            seen,
            null);

    JsonNode written = JSON.readTree(JSON.writeValueAsString(result));
    assertThat(written.propertyNames()).last().isEqualTo("clients");
    assertThat(JSON.treeToValue(written, DrillResult.class)).isEqualTo(result);
  }

  @Test
  void a_result_of_the_first_release_is_read_with_what_it_had() throws Exception {
    try (var old =
        DrillResultTest.class.getResourceAsStream(
            "/golden/0.1.0/evidence/20261120-150411-7q2k/result.json")) {
      var result = JSON.readValue(Objects.requireNonNull(old), DrillResult.class);

      assertThat(result.head().plan()).isEqualTo("storefront");
      assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
      assertThat(result.head().verdict().why()).isNull();
      assertThat(result.measured().rto().seconds()).isEqualTo(0.63);
      assertThat(result.measured().writes().lostNumbers()).containsExactly(147L, 149L);
      assertThat(result.safety().failback().outcome()).isEqualTo("passed");
      assertThat(result.safety().evidence().verified()).isNull();
      assertThat(result.comparison()).isEqualTo(new DrillResult.Comparison(null, null, null));
      assertThat(result.rehearsed()).isEqualTo(DrillResult.Rehearsed.NOTHING);
      assertThat(result.clients()).isNull();
      assertThat(result.moves()).as("so does one that says nothing of it").isTrue();
      assertThat(result.nothingBroke()).isFalse();
    }
  }

  @Test
  void a_recovery_in_a_sandbox_is_flat_too() {
    var isolated =
        new IsolatedRecovery(
            "west",
            "by its own canary",
            new IsolatedRecovery.Spans(1, 2, 3),
            new IsolatedRecovery.Copies(4, 5),
            "orders 0/3",
            6,
            null);

    var text = JSON.writeValueAsString(isolated);
    assertThat(text)
        .isEqualTo(
            "{\"region\":\"west\",\"basis\":\"by its own canary\",\"copySeconds\":1.0,"
                + "\"recoverSeconds\":2.0,\"startSeconds\":3.0,\"bytes\":4,\"objects\":5,"
                + "\"point\":\"orders 0/3\",\"written\":6,\"held\":null}");
    assertThat(JSON.readValue(text, IsolatedRecovery.class)).isEqualTo(isolated);
  }

  @Test
  void a_drill_that_is_far_worse_than_those_before_has_missed() {
    var worse = unmeasured(DrillVerdict.PASSED).with(Criterion.missed("RTO 9 s, median 1 s"));

    assertThat(worse.head().verdict())
        .isEqualTo(new DrillVerdict(Outcome.MISSED, "regression: RTO 9 s, median 1 s"));
    assertThat(worse.comparison().regression()).isEqualTo(Criterion.missed("RTO 9 s, median 1 s"));
    assertThat(unmeasured(DrillVerdict.PASSED).with(Criterion.met("as ever")).outcome())
        .isEqualTo(Outcome.PASSED);
  }

  @Test
  void what_failed_stays_so_however_good_the_rest_is() {
    var failed = new DrillVerdict(Outcome.FAILED, "left behind: [x]");

    assertThat(unmeasured(failed).with(Criterion.missed("slower")).head().verdict())
        .isEqualTo(failed);
  }

  @Test
  void a_drill_whose_result_is_lost_proves_nothing() {
    var full = Problem.lasting(Code.LB4001, "the disk is full", "it is lost", "free it");

    assertThat(unmeasured(DrillVerdict.PASSED).unkept(full).head().verdict())
        .isEqualTo(
            new DrillVerdict(Outcome.FAILED, "the result is not kept: LB4001 the disk is full"));
  }

  @Test
  void the_exit_code_of_a_problem_makes_the_outcome() {
    assertThat(Outcome.of(Code.LB3002)).isEqualTo(Outcome.REFUSED);
    assertThat(Outcome.of(Code.LB4003)).isEqualTo(Outcome.FAILED);
    assertThat(Outcome.gravest(List.of(Outcome.MISSED, Outcome.NOT_READY)))
        .isEqualTo(Outcome.NOT_READY);
    assertThat(Outcome.gravest(List.of())).isEqualTo(Outcome.PASSED);
  }
}
