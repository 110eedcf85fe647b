package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineVersionTest {

  @ParameterizedTest
  @CsvSource({
    "postgres, 16.4, 16.10, true, true",
    "postgres, 16.10, 16.4, true, false",
    "postgres, 16.4, 17.4, false, false",
    "mysql, 8.0.39, 8.0.40, true, true",
    "mysql, 8.0.39, 8.4.3, false, false",
    "mariadb, 10.6.14-rds, 10.6.14, true, false"
  })
  void major_and_minor_are_told_apart(
      String engine, String one, String other, boolean sameMajor, boolean before) {
    var first = EngineVersion.of(engine, one);
    var second = EngineVersion.of(engine, other);
    assertThat(first.major().equals(second.major())).isEqualTo(sameMajor);
    if (sameMajor) {
      assertThat(first.isBefore(second)).isEqualTo(before);
    }
  }
}
