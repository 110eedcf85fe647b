package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what a drill left and cannot be read any more is missing from no page and no count unsaid.
///
/// Method: of two drills that passed and were sealed the newer loses half of its result.
final class DamagedResultTest {
  private static final String OLDER = "20261119-080000-aaaa";
  private static final String NEWER = "20261119-090000-bbbb";

  @TempDir private Path state;
  private Path result;

  @BeforeEach
  void hold_two_drills() throws Exception {
    var past = new PastRuns(state);
    for (var run : List.of(OLDER, NEWER)) {
      past.drill(run, "passed");
      past.seal(run);
    }
    result = state.resolve("runs").resolve(NEWER).resolve("result.json");
  }

  @Test
  void a_page_that_stays_says_no_more_than_that_the_run_is_damaged() throws Exception {
    assertThat(run("report", NEWER).exitCode()).isZero();
    assertThat(run("report", NEWER).err()).isEmpty();

    cut();

    var told = run("report", NEWER);
    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.err())
        .startsWith("warning: ")
        .contains("cannot read " + result, "the page was sealed before");
    assertThat(Path.of(told.out().strip())).isRegularFile().hasFileName("report.html");
    assertThat(run("report", NEWER, "--progress", "json").err()).startsWith("{").contains(NEWER);
  }

  /// Else the one that is left out could be the one that failed.
  @Test
  void a_count_without_the_unreadable_is_said_to_be_the_least() throws Exception {
    assertThat(run("status", Invocation.STOREFRONT).out()).contains("; 2 drills, 2 passed");

    cut();

    for (var words : List.of(List.of("status"), List.of("drill", "--history"))) {
      var all = new ArrayList<Object>(words);
      all.add(Invocation.STOREFRONT);
      assertThat(run(all.toArray()).out())
          .contains("; at least 1 drill, 1 passed", "1 of 2 runs cannot be read");
    }
  }

  private void cut() throws Exception {
    Files.writeString(result, Files.readString(result).substring(0, 34));
  }

  private Invocation run(Object... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--state");
    all.add(state);
    return Invocation.of(all.toArray());
  }
}
