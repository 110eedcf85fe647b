package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of executions, of which Step Functions takes each once in 90 days.
class NextRunTest {
  private final NextRun first = NextRun.first("web-shop", 2);

  @Test
  void the_first_of_an_epoch_bears_no_number_and_those_that_follow_do() {
    assertThat(first.name()).isEqualTo("web-shop-2");
    assertThat(first.following().name()).isEqualTo("web-shop-2-2");
    assertThat(first.following().following().name()).isEqualTo("web-shop-2-3");
  }

  @Test
  void the_input_says_the_number_so_that_the_machine_knows_the_name() {
    assertThat(first.input("planned", "why"))
        .isEqualTo("{\"mode\":\"planned\",\"reason\":\"why\",\"dryRun\":false}");
    assertThat(first.following().input("unplanned", "why"))
        .isEqualTo("{\"mode\":\"unplanned\",\"reason\":\"why\",\"dryRun\":false,\"again\":2}");
  }

  @Test
  void its_names_are_told_apart() {
    assertThat(first.numbered("web-shop-2")).contains(first);
    assertThat(first.numbered("web-shop-2-7").map(NextRun::name)).contains("web-shop-2-7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"web-shop", "web-shop-21", "web-shop-3", "web-shop-2-", "web-shop-2-b", "first"})
  void names_of_others_are_none_of_them(String name) {
    assertThat(first.numbered(name)).isEmpty();
  }
}
