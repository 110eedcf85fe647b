package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SimPlacementsTest {
  private static final Placement FIRST = Placement.first("shop", "east");
  private static final Placement NEXT = FIRST.claimedBy(new RunId("run-1"));

  private final Agenda agenda = new Agenda();
  private final SimPlacements placements = new SimPlacements(agenda, SeededRandom.of(5, 2), FIRST);

  @Test
  void a_change_that_rests_on_what_is_no_more_is_refused() throws Exception {
    placements.compareAndSet(Optional.of(FIRST), NEXT);

    assertThat(placements.read("shop")).contains(NEXT);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> placements.compareAndSet(Optional.of(FIRST), FIRST))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
  }

  @Test
  void the_end_of_a_chain_that_is_no_more_is_not_built_on() throws Exception {
    var end = ChainEnd.none("shop");
    placements.compareAndSetEnd(Optional.empty(), end);

    assertThat(placements.chainEnd("shop")).contains(end);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> placements.compareAndSetEnd(Optional.empty(), end))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
  }

  /// Goal: whoever was told of a failure knows nothing of what became of the change.
  @Test
  void in_bad_times_a_change_is_made_or_not_or_made_later_and_never_told() {
    placements.addBad(100);
    boolean made = false;
    boolean left = false;
    for (int i = 0; i < 100 && !(made && left); i++) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> placements.compareAndSet(Optional.of(placements.placed()), NEXT))
          .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB4001));
      made |= placements.placed().equals(NEXT);
      left |= placements.placed().equals(FIRST);
    }
    assertThat(made && left).isTrue();
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> placements.read("shop"));
    placements.addBad(-100);
    assertThat(placements.delayNanos()).isZero();
  }
}
