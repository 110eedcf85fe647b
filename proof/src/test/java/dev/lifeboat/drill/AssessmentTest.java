package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.LedgerMatch;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.measure.Writes;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Goal: one thing that does not hold is enough for a drill not to pass.
///
/// Method: the folder of a drill that went well, with one part of its second half changed.
final class AssessmentTest {
  private static final RunId RUN = new RunId("20261120-150411-7q2k");
  private static final DataCheck SAME = data(Judgement.MET, "the same 3 rows");

  private static final Survival NOTHING_LOST = new Survival.Counted(50, List.of());

  private RunFolder files;
  private Plan plan;
  private RunState state;
  private HeldFile held;
  private CanaryHistory recording;

  @BeforeEach
  void read() throws Exception {
    var folder = AssessmentTest.class.getResource("/golden/0.1.0/evidence/" + RUN);
    files = new RunFolder(RUN, Path.of(Objects.requireNonNull(folder).toURI()));
    plan = PlanReader.OF_ANY_PROVIDER.read(files.plan()).orThrow();
    state = RunState.of(JournalReader.read(files.journal()).entries(), Pace.standard());
    held = HeldFile.parse(Files.readAllBytes(files.held()));
    recording = CanaryHistory.parse(Files.readAllBytes(files.canary()));
  }

  @Test
  void a_drill_of_which_everything_holds_has_passed() {
    var result = assessed(ledger(matching()), SAME, SAME);

    assertThat(result.outcome())
        .as("else the others show nothing: %s", result.head().verdict().why())
        .isEqualTo(Outcome.PASSED);
    assertThat(result.comparison().data()).isEqualTo(new DrillResult.Data(SAME, SAME, null));
  }

  @Test
  void a_drill_whose_ledger_does_not_match_the_canary_has_not_passed() {
    var differs = new LedgerMatch.Compared(1, Optional.of("lost write 149 has no row in it"));

    var result = assessed(ledger(differs), SAME, SAME);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.head().verdict().why())
        .isEqualTo("the ledger does not match the canary: lost write 149 has no row in it");
    assertThat(result.safety().ledger().matchesCanary()).isFalse();
  }

  @Test
  void a_drill_without_a_ledger_that_should_have_one_misses() {
    var result = assessed(DrillLedger.unknown("no such file"), SAME, SAME);

    assertThat(result.outcome()).isEqualTo(Outcome.MISSED);
    assertThat(result.head().verdict().why()).isEqualTo("no ledger: no such file");
  }

  @Test
  @Tag("invariant-45")
  void a_drill_whose_regions_hold_different_data_has_not_passed() {
    var differs = data(Judgement.MISSED, "3 rows on both sides, and not the same");

    var before = assessed(ledger(matching()), differs, SAME);
    var after = assessed(ledger(matching()), SAME, differs);

    assertThat(List.of(before.outcome(), after.outcome())).containsOnly(Outcome.FAILED);
    assertThat(before.head().verdict().why())
        .isEqualTo(
            "integrity: before the return: orders public.orders:"
                + " 3 rows on both sides, and not the same");
    assertThat(after.head().verdict().why())
        .startsWith("integrity: after it: orders public.orders: 3 rows");
  }

  @Test
  void data_that_was_not_compared_is_missed_and_never_the_same() {
    var result = assessed(ledger(matching()), DataCheck.unknown("home never followed"), SAME);

    assertThat(result.outcome()).isEqualTo(Outcome.MISSED);
    assertThat(result.head().verdict().why())
        .isEqualTo("integrity not known: before the return: home never followed");
  }

  @Test
  @Tag("invariant-19")
  void a_drill_that_leaves_something_behind_has_failed() {
    var result = assessed(ledger(matching()), SAME, SAME, NOTHING_LOST, List.of("door is new: x"));

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.head().verdict()).isEqualTo(Residue.verdict(List.of("door is new: x")));
    assertThat(result.head().verdict().why()).startsWith("left behind: door is new: x; ");
    assertThat(result.safety().residue()).containsExactly("door is new: x");
  }

  @Test
  void a_write_that_is_lost_on_the_way_home_fails_a_drill_and_one_not_looked_for_misses() {
    var write = new Survival.LostWrite(7, Instant.EPOCH, true, false);
    var lost = new Survival.Counted(49, List.of(write));
    var unknown = new Survival.Unknown("not read");

    var failed = assessed(ledger(matching()), SAME, SAME, lost, List.of());
    assertThat(failed.head().verdict())
        .isEqualTo(new DrillVerdict(Outcome.FAILED, "1 acknowledged write lost on the way home"));
    assertThat(failed.safety().failback().writes().lostNumbers()).containsExactly(7L);
    assertThat(failed.safety().failback().lost()).isEqualTo(1);
    assertThat(assessed(ledger(matching()), SAME, SAME, unknown, List.of()).head().verdict())
        .isEqualTo(new DrillVerdict(Outcome.MISSED, "loss on the way home not measured: not read"));
  }

  private static LedgerMatch matching() {
    return new LedgerMatch.Compared(2, Optional.empty());
  }

  private static Evidence.Result counted(Survival wayHome) {
    var unknown = new Figure.Unknown("no outage is measured on the way home");
    return new Evidence.Result(
        Optional.of(new Measurement(unknown, unknown, new Writes(50, 0, 0, wayHome))), "");
  }

  private static DataCheck data(Judgement verdict, String why) {
    return DataCheck.of(List.of(new DataCheck.Part("orders", "public.orders", 3L, verdict, why)));
  }

  private DrillLedger ledger(LedgerMatch match) {
    var marks = CanaryMarks.of(plan.canary(), plan.workload("shop"), RUN.value());
    var ledger = new Ledger(RUN.value(), "east", marks, List.of(), List.of());
    return DrillLedger.of(files.ledger(), ledger, match);
  }

  private DrillResult assessed(DrillLedger ledger, DataCheck before, DataCheck after) {
    return assessed(ledger, before, after, NOTHING_LOST, List.of());
  }

  private DrillResult assessed(
      DrillLedger ledger,
      DataCheck before,
      DataCheck after,
      Survival wayHome,
      List<String> residue) {
    var fault = held.fault();
    var seen = Criterion.met("all views agreed");
    var recovered =
        new DrillFailover(
            new DrillMoments(
                fault.at(), fault.inEffect(), fault.inEffect(), fault.inEffect(), Optional.empty()),
            state,
            new Evidence.Result(
                Optional.of(Measurement.of(recording, fault, held.rows(), held.objects())), ""),
            seen,
            Evidence.performance(files, fault.at(), fault.inEffect()));
    var data = new DrillResult.Data(before, after, null);
    var returned =
        new DrillFailback(
            state,
            Optional.empty(),
            held.fault().at(),
            held.fault().at().plusSeconds(6),
            counted(wayHome),
            recording.longestPause(),
            Criterion.met("the same 50 rows on both sides"),
            data,
            ledger);
    var workload = plan.workload("shop");
    var began = recording.header().startedAt();
    return new Assessment(
            new DrillSubject(plan, workload, Scenarios.REGION_LOSS.word(), RUN, began),
            Scenarios.REGION_LOSS.recovery(),
            files)
        .of(recovered, returned, residue, began.plusSeconds(17));
  }
}
