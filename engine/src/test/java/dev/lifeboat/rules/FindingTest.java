package dev.lifeboat.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FindingTest {
  private static final OptionalLong NONE = OptionalLong.empty();

  /// Elsewhere FILE:N is a line.
  @Test
  void a_number_behind_a_name_is_a_line() {
    assertThat(new Finding("r", OptionalLong.of(17), OptionalLong.of(23), "").place())
        .isEqualTo("r:17:23");
    assertThat(Finding.at("r", 17, "").place()).isEqualTo("r:17");
    assertThat(new Finding("r", NONE, OptionalLong.of(23), "").place()).isEqualTo("r, column 23");
    assertThat(Finding.of("r", "").place()).isEqualTo("r");
  }
}
