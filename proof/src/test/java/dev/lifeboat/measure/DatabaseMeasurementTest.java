package dev.lifeboat.measure;

import static dev.lifeboat.measure.Answer.ACKNOWLEDGED;
import static dev.lifeboat.measure.Answer.REFUSED;
import static dev.lifeboat.measure.Answer.UNKNOWN;
import static dev.lifeboat.measure.Log.at;
import static dev.lifeboat.measure.Log.held;
import static dev.lifeboat.measure.Log.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Goal: a canary with a table of its own says that a service is back only when the database takes
/// writes and the front door is good. Method: small disasters, with a fault at 100 ms.
class DatabaseMeasurementTest {
  private static final FaultTime FAULT = FaultTime.at(at(100));

  private static Measurement measure(Log log) throws CanaryLogException {
    return Measurement.of(log.recording(), FAULT, held(1, 3, 4), new StoredNumbers.NoStore());
  }

  private static Log back(long healthAt) {
    return Log.ofDatabase(2)
        .write(1, 80, ACKNOWLEDGED, 85)
        .health(1, 80, ACKNOWLEDGED, 82)
        .write(2, 110, REFUSED, 111)
        .health(2, 110, REFUSED, 111)
        .write(3, 130, ACKNOWLEDGED, 135)
        .write(4, 150, ACKNOWLEDGED, 155)
        .health(3, healthAt, ACKNOWLEDGED, healthAt + 1)
        .health(4, healthAt + 20, ACKNOWLEDGED, healthAt + 21);
  }

  @Test
  void the_rto_is_the_later_of_both() throws Exception {
    var late = measure(back(260));
    assertThat(late.rto()).isEqualTo(new Figure.Measured(millis(161)));
    assertThat(late.onDatabase())
        .contains(
            new DatabaseRto(new Figure.Measured(millis(35)), new Figure.Measured(millis(161))));
    assertThat(measure(back(115)).rto())
        .as("good health before a database that takes writes is no recovery")
        .isEqualTo(new Figure.Measured(millis(35)));
    assertThat(late.rpo()).isEqualTo(new Figure.Measured(millis(0)));
  }

  @Test
  void the_rto_is_unknown_while_one_of_them_is() throws Exception {
    var neverGood =
        Log.ofDatabase(1).write(1, 110, ACKNOWLEDGED, 120).health(1, 110, UNKNOWN, 2110);
    assertThat(measure(neverGood).rto())
        .isEqualTo(
            new Figure.Unknown(
                "of the health: the canary saw no 1 consecutive good answers of health in the"
                    + " 0.02 s after the fault"));
    var neverWritten =
        Log.ofDatabase(1).write(1, 110, REFUSED, 120).health(1, 110, ACKNOWLEDGED, 111);
    assertThat(measure(neverWritten).rto())
        .isEqualTo(
            new Figure.Unknown(
                "of the database: the canary saw no 1 consecutive writes acknowledged in the"
                    + " 0.02 s after the fault"));
  }

  @Test
  void a_recovery_is_awaited_until_both_are_there() throws Exception {
    var fold = new CanaryHistoryFold();
    for (var line : back(260).lines().subList(0, 13)) {
      fold.accept(line);
    }
    assertThat(fold.recovery(FAULT, 2)).isEmpty();
    for (var line : back(260).lines().subList(13, back(260).lines().size())) {
      fold.accept(line);
    }
    assertThat(fold.recovery(FAULT, 2)).isPresent();
  }

  @Test
  void bad_health_alone_moves_the_moment_in_effect_of_a_blow_that_was_told_late() throws Exception {
    var log =
        Log.ofDatabase(1)
            .write(1, 110, ACKNOWLEDGED, 112)
            .health(1, 110, ACKNOWLEDGED, 112)
            .health(2, 150, REFUSED, 151);
    assertThat(log.recording().noticed(new FaultTime(at(100), at(300))))
        .isEqualTo(new FaultTime(at(100), at(150)));
  }

  @Test
  void its_log_says_its_basis_and_is_read_back() throws Exception {
    var log = back(260).healthNotSent(5, 300).ended(400);
    assertThat(log.lines().getFirst())
        .isEqualTo(
            "{\"schema\":\"lifeboat.canary/v2\",\"client\":\"canary-1\",\"rate\":50,\"confirm\":2,"
                + "\"startedAt\":\"2026-11-20T08:00:00.000000Z\",\"basis\":\"database\"}");
    var lines = new ArrayList<String>();
    for (var line : log.lines()) {
      lines.add(CanaryFormat.encode(CanaryFormat.decode(line, 1)));
    }
    assertThat(lines).isEqualTo(log.lines());
    assertThat(log.recording().health()).hasSize(5);
  }

  @Test
  void a_log_of_the_front_door_has_no_health() {
    var log = new Log(2).health(1, 110, ACKNOWLEDGED, 111);
    assertThatExceptionOfType(CanaryLogException.class)
        .isThrownBy(log::recording)
        .withMessageContaining("only a canary of basis database asks for health");
    assertThatExceptionOfType(CanaryLogException.class)
        .isThrownBy(() ->
            CanaryFormat.decode(
                new Log(2).lines().getFirst().replace("}", ",\"basis\":\"front-door\"}"), 1))
        .withMessageContaining("not spelled");
  }
}
