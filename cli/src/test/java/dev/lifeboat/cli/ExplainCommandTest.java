package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

  @ParameterizedTest
  @EnumSource
  void each_code_is_told_as_the_page_has_it(Code code) {
    var page = Explanation.of(code);

    var text = Invocation.of("explain", code);
    var json = Invocation.of("explain", code, "--json").json();

    assertThat(text.exitCode()).isZero();
    assertThat(text.err()).isEmpty();
    assertThat(text.out().lines())
        .startsWith(
            "%s  %s, exit code %d".formatted(code, page.section(), code.exitCode()),
            "  means " + page.means(),
            "  do    " + page.action())
        .hasSize(3 + (int) code.former().stream().count() + code.splitInto().size());
    assertThat(json.path("code").asString()).isEqualTo(code.name());
    assertThat(json.path("why").asString()).isEqualTo(page.means());
    assertThat(json.path("fix").asString()).isEqualTo(page.action());
    assertThat(json.path("exitCode").asInt()).isEqualTo(code.exitCode());
  }

  @Test
  void a_code_that_was_split_tells_what_came_out_of_it() {
    var text = Invocation.of("explain", "LB2001");
    var json = Invocation.of("explain", "LB2001", "--json").json();

    assertThat(text.out())
        .contains("  now   LB2007  The workload was never adopted")
        .doesNotContain("  once  ");
    assertThat(json.path("splitInto").valueStream().map(it -> it.asString()))
        .containsExactlyElementsOf(Code.LB2001.splitInto().stream().map(Code::name).toList());
    assertThat(json.has("formerCode")).isFalse();
  }

  @Test
  void a_code_that_came_out_of_another_tells_that_one() {
    var json = Invocation.of("explain", "LB2007", "--json").json();

    assertThat(Invocation.of("explain", "LB2007").out()).contains("  once  LB2001");
    assertThat(json.path("formerCode").asString()).isEqualTo("LB2001");
    assertThat(json.has("splitInto")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lb3001", "3001", " LB3001"})
  void a_code_is_known_however_it_is_written(String written) {
    assertThat(Invocation.of("explain", written).out()).startsWith("LB3001  ");
  }

  @ParameterizedTest
  @CsvSource({"LB3033, LB3003", "LB301, LB3001", "lb10004, LB1004", "LB2030, LB2003"})
  void a_slip_is_told_with_the_nearest_code(String written, String meant) {
    var told = Invocation.of("explain", written);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.out()).isEmpty();
    assertThat(told.err()).contains("LB1004", written, "did you mean '" + meant + "'?", "LB6001");
  }

  @Test
  void a_word_that_is_near_no_code_is_told_what_there_is() {
    var told = Invocation.of("explain", "LB6789", "--json");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.json().path("fix").asString()).startsWith("there are LB1001, LB1002");
  }
}
