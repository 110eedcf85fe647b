package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandbyNamesTest {

  @Test
  void all_that_are_named_are_waited_for_and_names_are_quoted() {
    assertThat(StandbyNames.of().value()).isEmpty();
    assertThat(StandbyNames.of("west").value()).isEqualTo("FIRST 1 (\"west\")");
    assertThat(StandbyNames.leased().value()).isEqualTo("FIRST 1 (\"lifeboat_lease\")");
    assertThat(StandbyNames.leased("west").value())
        .isEqualTo("FIRST 2 (\"lifeboat_lease\", \"west\")");
    assertThat(new StandbyNames(List.of("a b", "c\"d")).value())
        .isEqualTo("FIRST 2 (\"a b\", \"c\"\"d\")");
  }
}
