package dev.lifeboat.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeTest {

  @ParameterizedTest
  @EnumSource
  void what_came_out_of_a_code_knows_it_and_ends_in_its_exit_code(Code code) {
    assertThat(code.splitInto())
        .allSatisfy(it -> assertThat(it.former()).contains(code))
        .allSatisfy(it -> assertThat(it.exitCode()).isEqualTo(code.exitCode()));
  }

  @Test
  void these_codes_were_split() {
    assertThat(Arrays.stream(Code.values()).flatMap(it -> it.former().stream()).distinct())
        .isEqualTo(
            List.of(
                Code.LB1003,
                Code.LB1004,
                Code.LB2001,
                Code.LB2002,
                Code.LB3003,
                Code.LB4001,
                Code.LB4004,
                Code.LB5003,
                Code.LB7003));
    assertThat(Code.LB2001.splitInto()).startsWith(Code.LB2005).endsWith(Code.LB2018).hasSize(14);
  }

  @Test
  void former_and_new_words_of_other_releases_are_understood() {
    assertThat(Code.LB2001.narrowed("LB2001")).isEqualTo(Code.LB2001);
    assertThat(Code.LB2001.narrowed("LB2012")).isEqualTo(Code.LB2012);
    assertThat(Code.LB2001.narrowed("LB2999")).as("of a newer release").isEqualTo(Code.LB2001);
    assertThat(Code.LB2001.narrowed("LB5003")).as("of another cause").isEqualTo(Code.LB2001);
  }
}
