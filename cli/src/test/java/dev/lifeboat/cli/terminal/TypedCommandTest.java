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

  @Test
  void a_path_is_quoted_where_a_shell_would_part_it() throws Exception {
    var file = Kinds.read(Invocation.STOREFRONT);

    assertThat(file.typed()).isEqualTo(file.path().toString());
    assertThat(new PlanFile(file.reader(), Path.of("my plans/a $1.yaml"), file.plan()).typed())
        .isEqualTo("\"my plans/a \\$1.yaml\"");
  }
}
