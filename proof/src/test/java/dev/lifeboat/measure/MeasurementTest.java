package dev.lifeboat.measure;

import static dev.lifeboat.measure.Answer.ACKNOWLEDGED;
import static dev.lifeboat.measure.Answer.REFUSED;
import static dev.lifeboat.measure.Answer.UNKNOWN;
import static dev.lifeboat.measure.Log.at;
import static dev.lifeboat.measure.Log.held;
import static dev.lifeboat.measure.Log.millis;
import static dev.lifeboat.plan.Canary.Basis.DATABASE;
import static dev.lifeboat.plan.Canary.Basis.FRONT_DOOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each test is a small disaster: writes every 20 ms, a fault at 100 ms.
class MeasurementTest {
  private static final FaultTime FAULT = FaultTime.at(at(100));

  @Test
  void rto_ends_with_the_first_of_n_consecutive_acknowledged_writes() throws Exception {
    var log =
        new Log(3)
            .write(1, 80, ACKNOWLEDGED, 85)
            .write(2, 100, UNKNOWN, 2100)
            .write(3, 120, ACKNOWLEDGED, 125) // Luck: the next one fails.
            .write(4, 140, REFUSED, 141)
            .write(5, 160, ACKNOWLEDGED, 190)
            .write(6, 180, ACKNOWLEDGED, 185)
            .write(7, 200, ACKNOWLEDGED, 205);
    var measured = measure(log, held(1, 3, 5, 6, 7));
    assertThat(measured.rto()).isEqualTo(new Figure.Measured(millis(90)));
    assertThat(measured.rpo()).isEqualTo(new Figure.Measured(millis(0)));
  }

  /// Else a canary that broke before the fault would show that nothing was lost by it.
  @Test
  void a_log_that_ends_before_the_fault_measures_nothing() throws Exception {
    var log = new Log(1).write(1, 40, ACKNOWLEDGED, 45).write(2, 60, ACKNOWLEDGED, 70);

    var measured = measure(log, held(1, 2));

    var why = new Figure.Unknown("the canary's log ends 0.03 s before the fault");
    assertThat(measured.rto()).isEqualTo(why);
    assertThat(measured.rpo()).isEqualTo(why);
    assertThat(measured.writes().acknowledged()).isEqualTo(2);
  }

  @Test
  void a_write_sent_before_the_fault_was_in_effect_shows_no_recovery() throws Exception {
    var log =
        new Log(2)
            .write(1, 90, ACKNOWLEDGED, 110)
            .write(2, 110, ACKNOWLEDGED, 112) // The region is still being killed.
            .write(3, 130, ACKNOWLEDGED, 140)
            .write(4, 150, ACKNOWLEDGED, 155);
    var fault = new FaultTime(at(100), at(120));
    var measured =
        Measurement.of(log.recording(), fault, held(1, 2, 3, 4), new StoredNumbers.NoStore());
    assertThat(measured.rto()).isEqualTo(new Figure.Measured(millis(40)));
  }

  @Test
  void a_blow_that_showed_late_was_complete_by_the_last_write_that_failed_until_then()
      throws Exception {
    var log =
        new Log(2)
            .write(1, 80, REFUSED, 85)
            .write(2, 100, ACKNOWLEDGED, 105)
            .write(3, 120, ACKNOWLEDGED, 125) // Begun, and users have not noticed yet.
            .write(4, 140, REFUSED, 145)
            .write(5, 160, UNKNOWN, 165)
            .write(6, 180, ACKNOWLEDGED, 185)
            .write(7, 200, ACKNOWLEDGED, 205)
            .write(8, 320, REFUSED, 325);
    var told = new FaultTime(at(100), at(300));

    var noticed = log.recording().noticed(told);

    assertThat(noticed).isEqualTo(new FaultTime(at(100), at(160)));
    assertThat(
            Measurement.of(
                    log.recording(),
                    noticed,
                    held(1, 2, 3, 4, 5, 6, 7),
                    new StoredNumbers.NoStore())
                .rto())
        .isEqualTo(new Figure.Measured(millis(85)));
  }

  @Test
  void a_blow_that_no_write_noticed_is_as_it_was_told() throws Exception {
    var log = new Log(2).write(1, 120, ACKNOWLEDGED, 125).write(2, 140, ACKNOWLEDGED, 145);
    var told = new FaultTime(at(100), at(130));

    assertThat(log.recording().noticed(told)).isEqualTo(told);
  }

  @Test
  void a_service_that_never_came_back_has_no_rto_and_says_why() throws Exception {
    var log = new Log(2).write(1, 80, ACKNOWLEDGED, 85).write(2, 120, ACKNOWLEDGED, 600);
    var measured = measure(log, held(1, 2));
    assertThat(measured.rto())
        .isEqualTo(
            new Figure.Unknown(
                "the canary saw no 2 consecutive writes acknowledged in the 0.50 s after the"
                    + " fault"));
  }

  @Test
  void a_write_that_could_not_be_sent_breaks_the_run() throws Exception {
    var log =
        new Log(2)
            .write(1, 120, ACKNOWLEDGED, 125)
            .notSent(2, 140)
            .write(3, 160, ACKNOWLEDGED, 165)
            .write(4, 180, ACKNOWLEDGED, 185);
    assertThat(measure(log, held(1, 3, 4)).rto()).isEqualTo(new Figure.Measured(millis(65)));
  }

  @Test
  void the_longest_pause_of_writes_lies_between_two_acknowledgements() throws Exception {
    var log =
        new Log(2)
            .write(1, 80, ACKNOWLEDGED, 85)
            .write(2, 100, REFUSED, 105)
            .write(3, 120, ACKNOWLEDGED, 245) // Held by the front door, then let through.
            .write(4, 140, ACKNOWLEDGED, 250);
    assertThat(Measurement.pause(log.recording())).contains(new WritePause(at(85), at(245)));
    assertThat(Measurement.pause(log.write(5, 1500, ACKNOWLEDGED, 1505).recording()))
        .as("the canary itself sent nothing")
        .isEmpty();
    assertThat(Measurement.pause(new Log(2).write(1, 80, ACKNOWLEDGED, 85).recording())).isEmpty();
  }

  @Test
  void a_pause_lasts_until_the_log_ends_where_writes_never_come_back() throws Exception {
    var log =
        new Log(2)
            .write(1, 80, ACKNOWLEDGED, 85)
            .write(2, 100, ACKNOWLEDGED, 125)
            .write(3, 120, REFUSED, 125)
            .write(4, 500, REFUSED, 505);
    assertThat(Measurement.pause(log.recording())).contains(new WritePause(at(125), at(505)));
  }

  @Test
  void a_canary_that_paused_itself_measured_nothing() throws Exception {
    var log =
        new Log(2)
            .write(1, 80, ACKNOWLEDGED, 85)
            .write(2, 1500, ACKNOWLEDGED, 1505)
            .write(3, 1520, ACKNOWLEDGED, 1525);
    assertThat(measure(log, held(1, 2, 3)).rto())
        .isEqualTo(new Figure.Unknown("the canary itself sent nothing for 1.42 s"));
  }

  @Test
  void a_canary_that_started_after_the_fault_measured_nothing() throws Exception {
    var log = new Log(1).write(1, 10, ACKNOWLEDGED, 11);
    var before = FaultTime.at(at(-1));
    assertThat(Measurement.of(log.recording(), before, held(1), held(1)).rto())
        .isEqualTo(new Figure.Unknown("the canary started after the fault"));
  }

  @Test
  void rpo_goes_back_to_the_earliest_lost_acknowledgement() throws Exception {
    var log =
        new Log(1)
            .write(1, 20, ACKNOWLEDGED, 70) // Lost, and acknowledged after number 2.
            .write(2, 40, ACKNOWLEDGED, 45)
            .write(3, 60, ACKNOWLEDGED, 65) // The earliest acknowledgement among the lost.
            .write(4, 80, UNKNOWN, 100)
            .write(5, 120, ACKNOWLEDGED, 125);
    var measured = Measurement.of(log.recording(), FAULT, held(2, 4, 5), held(1, 2, 3, 4, 5));
    assertThat(measured.rpo()).isEqualTo(new Figure.Measured(millis(35)));
    assertThat(measured.writes().acknowledged()).isEqualTo(4);
    assertThat(measured.writes().unknown()).isEqualTo(1);
    var survival = (Survival.Counted) measured.writes().survival();
    assertThat(survival.surviving()).as("number 4 is there, but nobody was told").isEqualTo(2);
    assertThat(survival.lost())
        .containsExactly(
            new Survival.LostWrite(1, at(70), true, false),
            new Survival.LostWrite(3, at(65), true, false));
    assertThat(survival.byDatabase()).isEqualTo(2);
    assertThat(survival.byBucket()).isZero();
  }

  @Test
  void a_row_without_its_object_is_lost() throws Exception {
    var log = new Log(1).write(1, 20, ACKNOWLEDGED, 25).write(2, 120, ACKNOWLEDGED, 125);
    var measured = Measurement.of(log.recording(), FAULT, held(1, 2), held(2));
    var survival = (Survival.Counted) measured.writes().survival();
    assertThat(survival.lost()).containsExactly(new Survival.LostWrite(1, at(25), false, true));
    assertThat(survival.byBucket()).isEqualTo(1);
    assertThat(survival.byDatabase()).isZero();
  }

  /// The region stood still at 100 ms, and the front door still had its answers.
  @Test
  void answers_that_were_under_way_make_an_rpo_larger_and_not_unknown() throws Exception {
    var log =
        new Log(1)
            .write(1, 80, ACKNOWLEDGED, 101)
            .write(2, 90, ACKNOWLEDGED, 104)
            .write(3, 200, ACKNOWLEDGED, 205);
    var effect = log.recording().answered(new FaultTime(at(90), at(100)));
    assertThat(effect).isEqualTo(new FaultTime(at(90), at(104)));
    assertThat(Measurement.of(log.recording(), effect, held(3), held(3)).rpo())
        .isEqualTo(new Figure.Measured(millis(3)));
  }

  /// The fault did not hold: no RPO may hide that.
  @Test
  void an_answer_to_a_later_write_or_a_late_answer_moves_no_fault() throws Exception {
    var broken = new FaultTime(at(90), at(100));
    var later = new Log(1).write(1, 100, ACKNOWLEDGED, 101).write(2, 200, ACKNOWLEDGED, 205);
    var late = new Log(1).write(1, 80, ACKNOWLEDGED, 151).write(2, 200, ACKNOWLEDGED, 205);
    var lost = new Figure.Unknown("of the lost writes 1 was acknowledged after the fault");
    for (var log : List.of(later, late)) {
      var effect = log.recording().answered(broken);
      assertThat(effect).isEqualTo(broken);
      assertThat(Measurement.of(log.recording(), effect, held(2), held(2)).rpo()).isEqualTo(lost);
    }
  }

  @Test
  void a_write_lost_after_the_fault_is_never_a_small_rpo() throws Exception {
    var log = new Log(1).write(1, 20, ACKNOWLEDGED, 25).write(2, 120, ACKNOWLEDGED, 125);
    var measured = measure(log, held(1));
    assertThat(measured.rpo())
        .isEqualTo(new Figure.Unknown("of the lost writes 1 was acknowledged after the fault"));
    assertThat(((Survival.Counted) measured.writes().survival()).lost()).hasSize(1);
  }

  @Test
  @Tag("invariant-16")
  void a_store_that_cannot_be_asked_leaves_the_loss_unknown() throws Exception {
    var log = new Log(1).write(1, 20, ACKNOWLEDGED, 25).write(2, 120, ACKNOWLEDGED, 125);
    var measured =
        Measurement.of(log.recording(), FAULT, held(1, 2), new StoredNumbers.Unread("refused"));
    var why = "the bucket could not be asked: refused";
    assertThat(measured.writes().survival()).isEqualTo(new Survival.Unknown(why));
    assertThat(measured.rpo()).isEqualTo(new Figure.Unknown(why));
    assertThat(measured.rto()).isInstanceOf(Figure.Measured.class);
  }

  @Test
  void progress_tells_since_when_clients_fail() throws Exception {
    var fold = new CanaryHistoryFold();
    var log =
        new Log(2)
            .write(1, 0, ACKNOWLEDGED, 5)
            .write(2, 20, REFUSED, 21)
            .write(3, 40, UNKNOWN, 90)
            .pending(4, 60);
    for (var line : log.lines()) {
      fold.accept(line);
    }
    assertThat(fold.progress())
        .isEqualTo(new Progress(FRONT_DOOR, 1, 1, 1, 1, Optional.of(at(20))));
    for (var line : new Log(2).write(5, 80, ACKNOWLEDGED, 85).lines().subList(1, 3)) {
      fold.accept(line);
    }
    assertThat(fold.progress().downSince()).isEmpty();
    assertThat(fold.recovery(FaultTime.at(at(10)), 2)).as("one is not two").isEmpty();
  }

  @Test
  void progress_of_basis_database_tells_since_when_the_front_door_is_down_too() throws Exception {
    var fold = new CanaryHistoryFold();
    var log =
        Log.ofDatabase(2)
            .write(1, 0, ACKNOWLEDGED, 5)
            .health(1, 0, ACKNOWLEDGED, 5)
            .health(2, 20, REFUSED, 21)
            .write(2, 20, ACKNOWLEDGED, 25);
    for (var line : log.lines()) {
      fold.accept(line);
    }
    assertThat(fold.progress()).isEqualTo(new Progress(DATABASE, 2, 0, 0, 0, Optional.of(at(20))));
  }

  private static Measurement measure(Log log, StoredNumbers rows) throws CanaryLogException {
    return Measurement.of(log.recording(), FAULT, rows, new StoredNumbers.NoStore());
  }
}
