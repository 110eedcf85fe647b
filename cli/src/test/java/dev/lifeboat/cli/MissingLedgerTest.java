package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.journal.Event;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A controller that died right after the last event of a run whose old side came home.
class MissingLedgerTest {
  @TempDir private Path state;

  @Test
  void resume_keeps_the_ledger_of_a_run_that_ended_without_it() throws Exception {
    var run = ended(QuietLab.of(Invocation.STOREFRONT, state).placements());

    assertThat(lifeboat("ledger", run).err())
        .contains("LB4004", "has no ledger yet", "have it kept: lifeboat resume ", run);
    assertThat(lifeboat("resume", run).err())
        .contains("LB4004", "it is over: done", "maybe more of orders");

    assertThat(lifeboat("ledger", run).out()).contains("NOT WHOLE", "orders  unknown beyond");
    assertThat(lifeboat("resume", run).err())
        .as("once is enough")
        .contains("it is over: done")
        .doesNotContain("maybe more of orders");
  }

  private String ended(Placements placements) throws Exception {
    var file = Kinds.read(Invocation.STOREFRONT);
    var runbook =
        Kinds.of(file.plan())
            .compiler()
            .compile(file.plan(), file.workload("shop"), Mode.REPROTECT, "east");
    var runs =
        new Runs(
            state.resolve("runs"),
            placements,
            Clock.systemUTC(),
            new SplittableRandom(1),
            Pace.standard());
    var open =
        runs.open(
            new Runs.Request(
                runs.reserve().run(),
                file.bytes(),
                file.plan().sha256(),
                runbook,
                "ann",
                "a test"));
    try (var journal = open.journal()) {
      journal.append(
          journal.nextSequence(),
          List.of(new Event.RunEnded(Event.Outcome.DONE, "")),
          Clock.systemUTC().instant());
    }
    return open.state().run().value();
  }

  private Invocation lifeboat(String command, String run) {
    return Invocation.of(command, run, "--state", state);
  }
}
