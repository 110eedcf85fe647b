package dev.lifeboat.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.DrillRest;
import dev.lifeboat.runbook.RunId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DrillRestNarratorTest {
  private static final Path PLAN = Path.of("..", "examples", "storefront", "lifeboat.yaml");

  private static String told(DrillRest rest) throws Exception {
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            Optional.empty(),
            new Screens(false, false, false),
            80);
    new DrillRestNarrator(terminal, new Options(), Kinds.read(PLAN)).tell(rest);
    return err.toString();
  }

  @Test
  void what_is_broken_and_its_own_open_run_are_told_with_their_lines() throws Exception {
    var run = new RunId("20261120-080000-bbbb");

    var told =
        told(
            new DrillRest(
                List.of(run), List.of("lifeboat lab heal p region east"), Optional.of("east")));

    assertThat(told.lines())
        .containsExactly(
            "still broken; heal it with  lifeboat lab heal p region east",
            "go on with  lifeboat resume 20261120-080000-bbbb");
  }

  @Test
  void a_writer_that_is_away_has_its_line_home() throws Exception {
    assertThat(told(new DrillRest(List.of(), List.of(), Optional.of("west"))))
        .contains("nothing that the drill broke is still broken", "lifeboat failback ");
    assertThat(told(new DrillRest(List.of(), List.of(), Optional.empty())))
        .contains("not known", "lifeboat status ");
    assertThat(told(new DrillRest(List.of(), List.of(), Optional.of("east"))))
        .isEqualToIgnoringNewLines("nothing that the drill broke is still broken");
  }
}
