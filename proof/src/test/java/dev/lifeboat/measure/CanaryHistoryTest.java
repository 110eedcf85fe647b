package dev.lifeboat.measure;

import static dev.lifeboat.measure.Answer.ACKNOWLEDGED;
import static dev.lifeboat.measure.Answer.REFUSED;
import static dev.lifeboat.measure.Answer.UNKNOWN;
import static dev.lifeboat.measure.Log.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryHistoryTest {

  @Test
  void a_log_has_the_bytes_that_its_format_page_shows() {
    var log =
        new Log(10)
            .write(1, 0, ACKNOWLEDGED, 4)
            .write(2, 20, REFUSED, 21)
            .write(3, 40, UNKNOWN, 2040)
            .notSent(4, 60)
            .read(1, 1, 80, ACKNOWLEDGED)
            .ended(90);
    assertThat(log.lines())
        .containsExactly(
            """
            {"schema":"lifeboat.canary/v1","client":"canary-1","rate":50,"confirm":10,\
            "startedAt":"2026-11-20T08:00:00.000000Z"}\
            """,
            "{\"n\":1,\"sent\":\"2026-11-20T08:00:00.000000Z\"}",
            """
            {"n":1,"answer":"acknowledged","at":"2026-11-20T08:00:00.004000Z","status":201,\
            "region":"west"}\
            """,
            "{\"n\":2,\"sent\":\"2026-11-20T08:00:00.020000Z\"}",
            "{\"n\":2,\"answer\":\"refused\",\"at\":\"2026-11-20T08:00:00.021000Z\",\"status\":503}",
            "{\"n\":3,\"sent\":\"2026-11-20T08:00:00.040000Z\"}",
            """
            {"n":3,"answer":"unknown","at":"2026-11-20T08:00:02.040000Z","why":"reset"}\
            """,
            "{\"n\":4,\"notSent\":\"2026-11-20T08:00:00.060000Z\",\"why\":\"256 in flight\"}",
            "{\"r\":1,\"of\":1,\"sent\":\"2026-11-20T08:00:00.080000Z\"}",
            """
            {"r":1,"answer":"acknowledged","at":"2026-11-20T08:00:00.081000Z","status":201,\
            "region":"west"}\
            """,
            "{\"ended\":\"2026-11-20T08:00:00.090000Z\"}");
  }

  @Test
  void every_line_is_read_back_as_it_was_written() throws Exception {
    var recording =
        new Log(10)
            .write(1, 0, ACKNOWLEDGED, 4)
            .write(2, 20, REFUSED, 21)
            .pending(3, 40)
            .notSent(4, 60)
            .read(1, 1, 80, UNKNOWN)
            .ended(90)
            .recording();
    assertThat(recording.header()).isEqualTo(new CanaryLine.Header("canary-1", 50, 10, at(0)));
    assertThat(recording.writes())
        .containsExactly(
            new CanaryAttempt(1, at(0), new CanaryAttempt.Acknowledged(at(4), Optional.of("west"))),
            new CanaryAttempt(2, at(20), new CanaryAttempt.Refused(at(21), Optional.empty())),
            new CanaryAttempt(3, at(40), new CanaryAttempt.Pending()),
            new CanaryAttempt(4, at(60), new CanaryAttempt.NotSent("256 in flight")));
    assertThat(recording.reads())
        .containsExactly(new CanaryAttempt(1, at(80), new CanaryAttempt.Unknown(at(81))));
    assertThat(recording.ended()).contains(at(90));
    assertThat(recording.tornBytes()).isZero();
  }

  @Test
  void a_torn_last_line_is_tolerated_and_reported_wherever_it_is_torn() throws Exception {
    var lines = new Log(10).write(1, 0, ACKNOWLEDGED, 4).lines();
    var whole = Log.bytes(lines);
    int last = lines.getLast().length() + 1;
    for (int torn = 1; torn < last; torn++) {
      var cut = Arrays.copyOf(whole, whole.length - last + torn);
      var recording = CanaryHistory.parse(cut);
      assertThat(recording.tornBytes()).isEqualTo(torn);
      assertThat(recording.ended()).isEmpty();
      assertThat(recording.writes().getFirst().unknown())
          .as("an acknowledgement that is not whole was never given")
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"n\":1}",
        "{\"n\":0,\"sent\":\"2026-11-20T08:00:00.000000Z\"}",
        "{\"n\":1,\"sent\":\"2026-11-20T08:00:00Z\"}",
        "{\"n\":1,\"sent\":\"2026-11-20T08:00:00.000000Z\",\"more\":1}",
        "{\"n\":1, \"sent\":\"2026-11-20T08:00:00.000000Z\"}",
        "{\"n\":1,\"answer\":\"acknowledged\",\"at\":\"2026-11-20T08:00:00.000000Z\"}",
        "{\"schema\":\"lifeboat.canary/v2\"}"
      })
  void a_damaged_line_is_refused_with_its_number(String damaged) {
    var lines = List.of(new Log(10).lines().getFirst(), damaged);
    assertThatExceptionOfType(CanaryLogException.class)
        .isThrownBy(() -> CanaryHistory.parse(Log.bytes(lines)))
        .withMessageStartingWith("line 2 of the canary's log: ");
  }

  @Test
  void contradictions_are_refused() {
    refused(new Log(10).pending(1, 0).pending(1, 20), "number 1 was sent before");
    refused(new Log(10).write(1, 20, ACKNOWLEDGED, 10), "answered before it was sent");
    refused(new Log(10).ended(0).pending(1, 20), "a line after the last one");
  }

  @Test
  void a_log_without_a_header_is_refused() {
    assertThatExceptionOfType(CanaryLogException.class)
        .isThrownBy(() -> CanaryHistory.parse("{\"schema\":".getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("there is no header");
  }

  private static void refused(Log log, String why) {
    assertThatExceptionOfType(CanaryLogException.class)
        .isThrownBy(log::recording)
        .withMessageContaining(why);
  }
}
