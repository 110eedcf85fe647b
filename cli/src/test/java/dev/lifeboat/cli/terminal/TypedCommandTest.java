package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.PlanFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is told to be done can be pasted.
class TypedCommandTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "lifeboat resume RUN;./lifeboat resume RUN",
        "bring it up with 'lifeboat lab up a.yaml';bring it up with './lifeboat lab up a.yaml'",
        "name it: lifeboat resume RUN;name it: ./lifeboat resume RUN",
        "go on with  lifeboat resume RUN;go on with  ./lifeboat resume RUN",
        "use lifeboat as you like;use lifeboat as you like"
      },
      delimiter = ';')
  void a_command_bears_the_name_that_the_program_was_started_with(String told, String shown) {
    assertThat(new TypedCommand("./lifeboat").in(told)).isEqualTo(shown);
    assertThat(new TypedCommand("lifeboat").in(told)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "see 'lifeboat lab status', or 'lifeboat lab down';see 'lifeboat lab status p --state d', or"
            + " 'lifeboat lab down p --state d'",
        "lifeboat status;lifeboat status p --state d",
        "'lifeboat lab heal q region east';'lifeboat lab heal q region east --state d'",
        "go on with  lifeboat resume R --state e;go on with  lifeboat resume R --state e",
        "lifeboat resume R keeps it;lifeboat resume --state d R keeps it",
        "'lifeboat explain LB1001';'lifeboat explain LB1001'"
      },
      delimiter = ';')
  void a_command_bears_the_plan_and_the_state_folder_that_were_named(String told, String shown) {
    assertThat(new TypedCommand("lifeboat", "p", "--state d").in(told)).isEqualTo(shown);
  }

  @Test
  void a_path_is_quoted_where_a_shell_would_part_it() throws Exception {
    var file = Kinds.read(Invocation.STOREFRONT);

    assertThat(file.typed()).isEqualTo(file.path().toString());
    assertThat(new PlanFile(file.reader(), Path.of("my plans/a $1.yaml"), file.plan()).typed())
        .isEqualTo("\"my plans/a \\$1.yaml\"");
  }
}
