package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void version_is_one_line_with_three_numbers() {
    var told = Invocation.of("--version");

    assertThat(told.exitCode()).isZero();
    assertThat(told.out()).matches("lifeboat \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void an_unknown_option_is_bad_usage() {
    var told = Invocation.of("--verison");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("--verison");
  }
}
