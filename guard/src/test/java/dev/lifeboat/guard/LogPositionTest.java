package dev.lifeboat.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPositionTest {
  @ParameterizedTest
  @CsvSource({
    "0/20, 0/20, true",
    "1/0, 0/FFFFFFFF, true",
    "0/1F, 0/20, false",
    "bin.000002:4, bin.000002:4, true",
    "bin.000010:4, bin.000009:1547, true",
    "bin.1000000:4, bin.999999:4, true",
    "bin.000002:3, bin.000002:4, false",
    "bin.000001:9, bin.000002:4, false",
    "other.000002:9, bin.000001:4, false",
    "bin.000002:9, 0/20, false",
    "0/20, bin.000002:9, false",
  })
  void only_what_is_as_far_in_the_same_log_holds_all_of_it(
      String position, String other, boolean holds) {
    assertThat(LogPosition.parse(position).isAtLeast(LogPosition.parse(other))).isEqualTo(holds);
  }

  @Test
  void a_name_may_have_dots_and_colons() {
    assertThat(LogPosition.parse("a.b:1.000003:7"))
        .isEqualTo(new LogPosition.Binlog("a.b:1", 3, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bin.000001", "bin:4", "bin.x:4", "bin.000001:-4"})
  void what_is_no_position_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> LogPosition.parse(text));
  }
}
