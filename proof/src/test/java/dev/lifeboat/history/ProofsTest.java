package dev.lifeboat.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ProofsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final String LOSS = "region-loss";

  private final List<PastDrill> drills = new ArrayList<>();

  @Test
  void a_passed_failover_of_the_plan_as_it_is_proves_it_and_has_an_age() {
    add(LOSS, Outcome.PASSED, 1.0, true);

    assertThat(proofs().unproven(NOW)).isEmpty();
    var row = proofs().rows(NOW).getFirst();
    assertThat(row.standing().state()).isEqualTo(Proof.State.PROVEN);
    assertThat(row.proven().ageSeconds()).isEqualTo(3600.0);
    assertThat(row.standing().why()).isNull();
  }

  @Test
  @Tag("invariant-41")
  void a_change_of_the_plan_turns_its_proofs_to_unproven() {
    add(LOSS, Outcome.PASSED, 1.0, false);

    assertThat(proofs().rows(NOW).getFirst().standing().state()).isEqualTo(Proof.State.UNPROVEN);
    assertThat(proofs().rows(NOW).getFirst().proven().ageSeconds()).isNull();
    assertThat(proofs().unproven(NOW))
        .hasValueSatisfying(why -> assertThat(why).contains("the plan has changed"));
  }

  @Test
  void a_newer_drill_that_did_not_pass_breaks_what_older_ones_proved() {
    add(LOSS, Outcome.PASSED, 1.0, true);
    add(LOSS, Outcome.MISSED, 2_000, true);

    var row = proofs().rows(NOW).getFirst();
    assertThat(row.standing().state()).isEqualTo(Proof.State.BROKEN);
    assertThat(row.held().missed()).isOne();
    assertThat(row.proven().ageSeconds()).as("of what was proven once").isNotNull();
    assertThat(proofs().unproven(NOW)).isPresent();
  }

  @Test
  void a_newer_drill_that_was_cut_off_breaks_it_too_and_says_how_far_it_came() {
    add(LOSS, Outcome.PASSED, 1.0, true, Optional.of("database"));
    drills.add(
        new PastDrill(
            "run-2",
            DrillType.of(LOSS),
            NOW.minusSeconds(60),
            NOW.minusSeconds(60),
            new PastDrill.End.CutOff("it was cut off at 'return'"),
            PastDrill.Figures.NONE,
            false));

    var row = proofs().rows(NOW).getFirst();
    assertThat(row.standing())
        .isEqualTo(
            new Proof.Standing(
                Proof.State.BROKEN, "the drill run-2 was interrupted: it was cut off at 'return'"));
    assertThat(row.newest().lastOutcome()).isEqualTo("interrupted");
    assertThat(row.held()).isEqualTo(new Proof.Tally(2, 1, 0, 1));
    assertThat(row.rto()).as("of those that measured one").isEqualTo(Trend.of(List.of(1.0)));
    assertThat(row.newest().basis()).isEqualTo("database");
  }

  @Test
  void figures_of_another_basis_are_not_beside_those_of_the_newest_drill() {
    add(LOSS, Outcome.PASSED, 9.0, false);
    add(LOSS, Outcome.PASSED, 1.0, true, Optional.of("database"));

    var row = proofs().rows(NOW).getFirst();
    assertThat(row.newest().basis()).isEqualTo("database");
    assertThat(row.rto()).isEqualTo(Trend.of(List.of(1.0)));
  }

  @Test
  @Tag("invariant-41")
  void what_heals_in_place_proves_no_failover() {
    add("service-loss", Outcome.PASSED, 1.0, true);

    assertThat(proofs().unproven(NOW)).contains("no failover has passed a drill");
  }

  @Test
  void a_rehearsal_is_a_row_of_its_own_and_proves_no_failover() {
    add("share", Outcome.PASSED, 1.0, true);

    assertThat(proofs().rows(NOW))
        .singleElement()
        .satisfies(row -> assertThat(row.standing().state()).isEqualTo(Proof.State.PROVEN));
    assertThat(proofs().unproven(NOW)).contains("no failover has passed a drill");
  }

  @Test
  void a_rehearsal_that_did_not_pass_breaks_what_a_failover_proved() {
    add(LOSS, Outcome.PASSED, 1.0, true);
    add("share", Outcome.FAILED, 1.0, true);

    assertThat(proofs().unproven(NOW))
        .hasValueSatisfying(why -> assertThat(why).startsWith("share is broken"));
  }

  @Test
  void nothing_held_is_nothing_proven() {
    assertThat(proofs().unproven(NOW)).isPresent();
    assertThat(proofs().rows(NOW)).isEmpty();
  }

  @Test
  void the_trend_sets_the_newest_passed_figure_beside_the_median_of_the_earlier_ones() {
    add(LOSS, Outcome.PASSED, 1.0, true);
    add(LOSS, Outcome.FAILED, 99, true);
    add(LOSS, Outcome.PASSED, 3.0, true);
    add(LOSS, Outcome.PASSED, 4.0, true);

    assertThat(proofs().rows(NOW).getFirst().rto()).isEqualTo(new Trend(4.0, 2.0, 2.0));
  }

  @Test
  void only_passed_drills_of_the_same_plan_and_scenario_are_compared_with() {
    add(LOSS, Outcome.PASSED, 1.0, true);
    add(LOSS, Outcome.PASSED, 2.0, false);
    add(LOSS, Outcome.FAILED, 3.0, true);
    add("region-hang", Outcome.PASSED, 4.0, true);
    add(LOSS, Outcome.PASSED, 5.0, true);

    assertThat(proofs().earlier(DrillType.of(LOSS), "run-5", PastDrill::rtoSeconds))
        .containsExactly(1.0);
  }

  @Test
  void a_row_of_the_document_is_flat() {
    add(LOSS, Outcome.FAILED, 1.0, true);

    assertThat(JsonMapper.shared().writeValueAsString(proofs().rows(NOW).getFirst()))
        .isEqualTo(
            """
            {"scenario":"region-loss","state":"broken","why":"the drill run-1 ended as failed",\
            "drills":1,"passed":0,"missed":0,"others":1,"lastRun":"run-1","lastAt":"2026-11-20T07:00:00Z",\
            "lastOutcome":"failed","provenAt":null,"ageSeconds":null,\
            "rto":{"last":null,"median":null,"ratio":null},\
            "rpo":{"last":null,"median":null,"ratio":null}}\
            """);
  }

  private Proofs proofs() {
    return new Proofs(drills, Optional.empty());
  }

  private void add(String scenario, Outcome outcome, double rto, boolean samePlan) {
    add(scenario, outcome, rto, samePlan, Optional.empty());
  }

  private void add(
      String scenario, Outcome outcome, double rto, boolean samePlan, Optional<String> basis) {
    drills.add(
        new PastDrill(
            "run-" + (drills.size() + 1),
            DrillType.of(scenario),
            NOW.minusSeconds(3_600),
            NOW.minusSeconds(3_600),
            new PastDrill.End.Judged(outcome),
            new PastDrill.Figures(Optional.of(rto), Optional.of(0.0), basis),
            samePlan));
  }
}
