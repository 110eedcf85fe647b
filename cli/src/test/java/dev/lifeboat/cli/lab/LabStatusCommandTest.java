package dev.lifeboat.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.placement.Claim;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.RunId;
import org.junit.jupiter.api.Test;

/// The lines of `lab status` beside the facts of the lab.
final class LabStatusCommandTest {
  private static final Placement FREE = Placement.first("notes", "east");

  /// Nothing in the lab is broken then, and yet clients may reach no region.
  @Test
  void an_open_run_is_named_with_how_to_go_on() {
    var run = new RunId("20261120-150411-7q2k");
    var claimed = new Claim(run, FREE.nextEpoch()).claim(FREE, "east").next().orElseThrow();

    assertThat(LabStatusCommand.open(claimed, new Options()).orElseThrow())
        .contains("run %s of notes is open".formatted(run), "lifeboat resume " + run);
    assertThat(LabStatusCommand.open(FREE, new Options())).isEmpty();
  }
}
