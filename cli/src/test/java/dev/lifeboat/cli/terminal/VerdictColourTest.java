package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictColourTest {
  @ParameterizedTest
  @CsvSource(
      value = {
        "shop  READY  in east;shop  [32mREADY!  in east",
        "shop  NOT-READY, the plan is valid, as of;shop  [31mNOT-READY!, the plan is valid, as of",
        "shop  UNPROVEN;shop  [33mUNPROVEN!",
        "lifeboat  TROUBLE  jdk: READY  x;lifeboat  [31mTROUBLE!  jdk: READY  x",
        "storefront  valid, as told;storefront  [32mvalid!, as told",
        "intact  run R in x;[32mintact!  run R in x",
        "intact, signer unknown  run R;[35mintact, signer unknown!  run R",
        "broken  x;[31mbroken!  x",
        "shop  READYING;shop  READYING",
        "as of today;as of today"
      },
      delimiter = ';')
  void the_word_is_coloured_and_nothing_else(String line, String shown) {
    assertThat(VerdictColour.of(line))
        .isEqualTo(shown.replace("[", "\u001b[").replace("!", "\u001b[0m"));
  }

  @Test
  void what_is_indented_is_no_verdict() {
    assertThat(VerdictColour.of("  jdk  READY")).isEqualTo("  jdk  READY");
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true, false, true",
    "true, false, true, false, true",
    "false, true, true, false, false",
    "true, true, false, false, false",
    "true, true, true, true, false"
  })
  void standard_output_alone_decides_and_whoever_forbids_it(
      boolean out, boolean err, boolean colours, boolean noColor, boolean coloured) {
    var told = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(told, true),
            Invocation.terminal(told, new StringWriter()).err(),
            Optional.empty(),
            new Screens(out, err, colours),
            80);
    var options = new Options();
    options.noColor = noColor;

    terminal.tell(options, "", List.of("shop  READY"));

    assertThat(told.toString().contains("\u001b")).isEqualTo(coloured);
  }
}
