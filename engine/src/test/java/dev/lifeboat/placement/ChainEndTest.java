package dev.lifeboat.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.runbook.RunId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChainEndTest {
  private static final ChainEnd NONE = ChainEnd.none("shop");

  @Test
  void a_seal_takes_the_place_of_those_that_it_names() {
    var end = NONE.with(run(2), List.of(new Predecessor.First()));
    assertThat(end.runs()).containsExactly(run(2));
    assertThat(end.with(run(3), List.of(run(2))).runs()).containsExactly(run(3));
  }

  /// As in each drill: its failback is opened while the failover's folder is still open.
  @Test
  void runs_that_do_not_name_each_other_stand_side_by_side_whatever_was_sealed_first() {
    List<Predecessor> failover = List.of(run(4));
    List<Predecessor> failback = List.of(run(4), new Predecessor.Unsealed(5, 5));
    var before = NONE.with(run(4), List.of());

    assertThat(before.with(run(5), failover).with(run(6), failback).runs())
        .containsExactly(run(5), run(6));
    assertThat(before.with(run(6), failback).with(run(5), failover).runs())
        .containsExactly(run(5), run(6));
  }

  @Test
  void a_run_and_an_epoch_stand_once() {
    var other = new Predecessor.Dropped(new RunId("r-9"), 2, "ann");
    assertThat(NONE.with(run(2), List.of()).with(other, List.of()).runs()).containsExactly(other);
    var again = new Predecessor.Sealed(new RunId("r-2"), 2, "0b".repeat(32));
    assertThat(NONE.with(run(2), List.of()).with(again, List.of()).runs()).containsExactly(again);
  }

  @Test
  void of_too_many_the_oldest_are_left_to_their_epochs() {
    var end = NONE;
    for (long epoch = ChainEnd.MOST + 2L; epoch >= 2; epoch--) {
      end = end.with(run(epoch), List.of());
    }
    assertThat(end.runs()).hasSize(ChainEnd.MOST).first().isEqualTo(run(3));
    assertThat(end.upTo(4).runs()).containsExactly(run(3), run(4));
  }

  private static Predecessor.Known run(long epoch) {
    return new Predecessor.Sealed(new RunId("r-" + epoch), epoch, "0a".repeat(32));
  }
}
