package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Trouble.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TroubleDrawTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void a_seed_has_its_troubles_and_another_has_others() {
    assertThat(TroubleDraw.of(11, Mode.FAILOVER)).isEqualTo(TroubleDraw.of(11, Mode.FAILOVER));
    assertThat(TroubleDraw.of(11, Mode.FAILOVER)).isNotEqualTo(TroubleDraw.of(12, Mode.FAILOVER));
  }

  @Test
  void only_a_failover_has_a_disaster_of_the_primary_drawn_for_it() {
    long disasters = 0;
    for (long seed = 1; seed <= 200; seed++) {
      boolean drawn = TroubleDraw.of(seed, Mode.FAILOVER).stream().anyMatch(Trouble::isDisaster);
      disasters += drawn ? 1 : 0;
    }
    assertThat(disasters).isBetween(140L, 199L);
  }

  @Test
  void everything_that_can_go_wrong_inside_the_assumptions_does_in_some_world() {
    var kinds = EnumSet.noneOf(Kind.class);
    for (long seed = 1; seed <= 3_000; seed++) {
      TroubleDraw.of(seed, Mode.FAILOVER).forEach(trouble -> kinds.add(trouble.kind()));
    }
    // An arbiter thaws in stories alone.
    assertThat(kinds)
        .isEqualTo(
            EnumSet.complementOf(
                EnumSet.of(
                    Kind.ARBITER_THAWS,
                    Kind.CLOCK_BEYOND,
                    Kind.VOTER_FORGETS,
                    Kind.MACHINE_PAUSES,
                    Kind.UNGATED)));
  }

  @ParameterizedTest
  @EnumSource
  void a_world_without_an_assumption_has_something_from_outside(Assumption assumption) {
    assertThat(TroubleDraw.leaving(assumption, 1))
        .anyMatch(trouble -> trouble.kind().compareTo(Kind.CLOCK_BEYOND) >= 0);
  }

  @Test
  void a_trouble_of_the_other_region_is_mirrored_and_one_between_places_turned() {
    var cut = new Trouble(Kind.CUT, SimSite.HOME, SimSite.DOOR, SECOND, SECOND, 0);

    assertThat(cut.mirrored())
        .isEqualTo(new Trouble(Kind.CUT, SimSite.AWAY, SimSite.DOOR, SECOND, SECOND, 0));
    assertThat(cut.isDisaster()).isTrue();
    assertThat(cut.mirrored().isDisaster()).isFalse();
    assertThat(Trouble.cutOff(SimSite.HOME, SECOND, SECOND, SimSite.AWAY))
        .isEqualTo(
            List.of(
                new Trouble(Kind.CUT, SimSite.HOME, SimSite.AWAY, SECOND, SECOND, 0),
                new Trouble(Kind.CUT, SimSite.AWAY, SimSite.HOME, SECOND, SECOND, 0)));
  }

  @Test
  void a_trouble_is_told_in_one_line() {
    assertThat(Trouble.at(SimSite.HOME, Kind.REGION_DIES, SECOND, SECOND.multipliedBy(3), 1))
        .hasToString("region-dies home from 1.000 s for 3.000 s");
  }
}
