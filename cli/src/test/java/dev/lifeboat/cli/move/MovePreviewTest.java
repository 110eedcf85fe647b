package dev.lifeboat.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.Move;
import dev.lifeboat.control.MoveRequest;
import dev.lifeboat.control.Overrides;
import dev.lifeboat.control.PastRuns;
import dev.lifeboat.control.ScriptedRegions;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Duration of a move, as far as past runs of the same steps tell.
class MovePreviewTest {
  @TempDir private Path state;
  private PastRuns past;

  @BeforeEach
  void begin() throws Exception {
    past = new PastRuns(state);
  }

  @Test
  void before_the_first_run_nobody_knows_how_long_it_takes() throws Exception {
    var preview = preview(Mode.FAILOVER);

    assertThat(preview.past()).isNull();
    assertThat(preview.lines())
        .contains("how long it takes is not known: no run of this runbook has ended");
  }

  /// One that was declined was never waited for.
  @Test
  void runs_of_this_runbook_that_were_done_tell_it() throws Exception {
    past.drill("20261120-080000-aaaa", "passed");
    past.drill("20261121-080000-bbbb", "passed");
    past.open("20261122-080000-cccc");
    past.end("20261122-080000-cccc");

    var preview = preview(Mode.FAILOVER);

    assertThat(preview.past())
        .isNotNull()
        .satisfies(it -> {
          assertThat(it.runs()).isEqualTo(2);
          assertThat(it.p90Seconds()).isGreaterThanOrEqualTo(it.medianSeconds());
        });
    assertThat(preview.lines()).anyMatch(line -> line.startsWith("2 past runs of this runbook: "));
  }

  @Test
  void another_runbooks_runs_tell_nothing() throws Exception {
    past.drill("20261120-080000-aaaa", "passed");

    assertThat(preview(Mode.SWITCHOVER).past()).isNull();
  }

  @Test
  void a_journal_that_cannot_be_read_makes_it_unknown_and_keeps_nobody_from_moving()
      throws Exception {
    past.drill("20261120-080000-aaaa", "passed");
    var journal = state.resolve("runs").resolve("20261120-080000-aaaa").resolve("journal.jsonl");
    Files.delete(journal);
    Files.createDirectory(journal);

    var preview = preview(Mode.FAILOVER);

    assertThat(preview.past()).isNull();
    assertThat(preview.duration()).startsWith("how long it takes is not known: ");
    assertThat(preview.possible()).isTrue();
  }

  private MovePreview preview(Mode mode) throws Exception {
    var file = Kinds.read(Invocation.STOREFRONT);
    var moved =
        new ControlledWorkload(
            file,
            file.workload("shop"),
            new ScriptedRegions(state, Placement.first("shop", "east")),
            state);
    var request =
        new MoveRequest(mode, Optional.empty(), Optional.empty(), Overrides.NONE, Optional.empty());
    return MovePreview.of(moved, Move.look(moved, request));
  }
}
