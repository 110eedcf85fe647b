package dev.lifeboat.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.CommitGateState;
import dev.lifeboat.agent.state.DatabaseState.Replica;
import dev.lifeboat.guard.LeaseWord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateFindingsTest {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void a_gate_that_is_in_force_is_no_finding() {
    assertThat(GateFindings.of("orders", "east", new CommitGateState(1, THEN, List.of())))
        .isEmpty();
  }

  @Test
  void a_writer_that_lives_by_a_word_is_told_with_how_long() {
    assertThat(GateFindings.of("shop", "west", new LeaseWord("ann: the room burned", 725_000)))
        .startsWith("'shop' is written in west by a person's word (ann: the room burned)")
        .contains("12 min")
        .contains("lifeboat override");
  }

  @Test
  void a_synchronous_writer_that_waits_for_its_gate_alone_is_told() {
    var gate = new Replica("lifeboat_lease", "streaming", "sync", null, null, null, null);
    var replica = new Replica("west", "streaming", "async", null, null, null, null);
    var waited = new Replica("west", "streaming", "sync", null, null, null, null);

    assertThat(GateFindings.of("orders", "east", List.of(gate, replica)).orElseThrow())
        .startsWith("'orders' in east has no replica that it waits for")
        .contains("lifeboat reprotect");
    assertThat(GateFindings.of("orders", "east", List.of(gate, waited))).isEmpty();
  }

  @Test
  void a_gate_that_is_not_is_told_with_the_reason_and_what_to_do() {
    var leaks = List.of("role batch sets synchronous_commit = local");
    assertThat(GateFindings.of("orders", "east", new CommitGateState(1, THEN, leaks)).orElseThrow())
        .startsWith(
            "LB3015 'orders' in east: the commit gate was not in force since 2026-01-02T03:04:05Z:"
                + " role batch sets synchronous_commit = local; ")
        .contains("RESET");
  }
}
