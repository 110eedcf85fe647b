package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {

  @ParameterizedTest
  @CsvSource({
    "0, row, 0 rows",
    "1, row, 1 row",
    "2, row, 2 rows",
    "1, process, 1 process",
    "2, process, 2 processes",
    "1, entry, 1 entry",
    "2, entry, 2 entries",
    "2, key, 2 keys"
  })
  void one_thing_is_told_as_one(long number, String thing, String told) {
    assertThat(Count.of(number, thing)).isEqualTo(told);
  }
}
