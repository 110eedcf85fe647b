package dev.lifeboat.cli.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssessMomentTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  /// Goal: the same line gives the same bytes on every machine and at any hour.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "02:30",
        "2026-11-23T02:30",
        "2026-11-23",
        "yesterday",
        "2026-13-01T00:00Z",
        "-999999999-01-01T00:00:00+18:00",
        "+999999999-12-31T23:59:59Z",
        "1970-01-01T00:00:00+01:00",
        "9000-01-01T00:00:00Z"
      })
  void what_depends_on_the_machine_or_is_of_no_such_year_is_no_moment(String at) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> AssessMoment.of(at, NOW))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB1004);
          assertThat(refused.problem().happened()).isEqualTo("--at is '%s'".formatted(at));
        });
  }

  @Test
  void an_offset_makes_it_one() throws Exception {
    assertThat(AssessMoment.of("2026-11-23T02:30+01:00", NOW)).isEqualTo("2026-11-23T01:30:00Z");
    assertThat(AssessMoment.of("2026-11-23T02:30:00Z", NOW)).isEqualTo("2026-11-23T02:30:00Z");
    assertThat(AssessMoment.of("1970-01-01T00:00:00Z", NOW)).isEqualTo(Instant.EPOCH);
    assertThat(AssessMoment.of("9000-01-01T00:00:00+01:00", NOW)).isEqualTo("8999-12-31T23:00:00Z");
    assertThat(AssessMoment.of(null, NOW)).isEqualTo(NOW);
  }
}
