package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Goal: what `simulate` calls its documented defaults stands in its page, as it is.
final class StepTimesTest {

  @Test
  void the_page_has_the_defaults() throws Exception {
    var page = Files.readString(Path.of("..", "docs", "simulator.md"));
    var times = StepTimes.standard();

    assertThat(page)
        .contains(
            row("a database restarts read-only", times.demote()),
            row("a replica becomes the writer", times.promote()),
            row("a copy that went another way is made anew", times.copyAnew()),
            row("a process starts again", times.start()),
            row("instances start and answer", times.scale()),
            row("the front door changes its table", times.route()))
        .contains(
            "A share is held for %d s at most."
                .formatted(SimObservations.LONGEST_HOLD.toSeconds()));
  }

  private static String row(String what, StepTimes.Range range) {
    return "| %s | %d to %d ms |"
        .formatted(what, range.least().toMillis(), range.most().toMillis());
  }
}
