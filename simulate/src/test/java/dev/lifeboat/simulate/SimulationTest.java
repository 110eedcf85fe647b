package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Goal: no move of a workload breaks a rule, whatever goes wrong inside the assumptions.
///
/// Method: play one world a seed and let the checker, which sees the truth, look at it all the
/// time. [MutantsTest] and [AssumptionsTest] show that it would see. Alone, since one test changes
/// locale and time zone of all.
@Isolated
final class SimulationTest {
  private static final int SEEDS = 5_000;

  @Test
  @Tag("campaign")
  @Tag("invariant-27")
  @Tag("invariant-36")
  void five_thousand_worlds_of_the_storefront_keep_every_rule() throws Exception {
    var simulation = Worlds.storefront();
    var endings = new TreeSet<String>();
    var modes = EnumSet.noneOf(Mode.class);
    int moved = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      var outcome = simulation.play(seed);
      if (!outcome.violations().isEmpty()) {
        throw new AssertionError(Worlds.told(simulation, seed));
      }
      endings.add(outcome.ending());
      modes.add(outcome.mode());
      moved += outcome.rto().isPresent() ? 1 : 0;
    }
    assertThat(modes)
        .as("else some moves are never tried; stories reprotect")
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Mode.REPROTECT)));
    // Declined is what found another run's claim in its way.
    assertThat(endings).isEqualTo(Set.of("done", "undone", "none", "declined"));
    assertThat(moved).as("worlds in which the writer moved").isGreaterThan(SEEDS / 2);
  }

  @Test
  @Tag("campaign")
  @Tag("invariant-27")
  void under_synchronous_replication_no_world_loses_an_acknowledged_write() throws Exception {
    var simulation = Worlds.synchronous();
    int moved = 0;
    for (long seed = 1; seed <= SEEDS / 5; seed++) {
      var outcome = simulation.play(seed);
      if (!outcome.violations().isEmpty()) {
        throw new AssertionError(Worlds.told(simulation, seed));
      }
      moved += outcome.rto().isPresent() ? 1 : 0;
      assertThat(outcome.rpo().orElse(Duration.ZERO)).as("rpo of seed %d", seed).isZero();
    }
    assertThat(moved).as("worlds in which the writer moved").isGreaterThan(SEEDS / 10);
  }

  @Test
  void asynchronous_replication_loses_writes_and_says_so() throws Exception {
    var simulation = Worlds.storefront();
    var losses = new ArrayList<Duration>();
    for (long seed = 1; seed <= 300; seed++) {
      simulation.play(seed).rpo().filter(Duration::isPositive).ifPresent(losses::add);
    }
    assertThat(losses).as("else nothing is at stake in these worlds").hasSizeGreaterThan(75);
  }

  /// Method: the seeds of planned moves play failovers instead, and none goes home afterwards.
  @Test
  void where_nothing_but_a_failover_moves_a_workload_its_failovers_are_played() throws Exception {
    var plan = Storefront.plan();
    var simulation =
        Simulation.of(
            new RunbookCompiler(Storefront.failoverAlone()),
            plan,
            plan.workload(Storefront.SHOP),
            StepTimes.standard());
    for (long seed = 1; seed <= 300; seed++) {
      var outcome = simulation.play(seed);
      assertThat(outcome.violations()).as("seed %d", seed).isEmpty();
      assertThat(outcome.mode()).as("seed %d", seed).isEqualTo(Mode.FAILOVER);
    }
  }

  /// Goal: the same seed is the same story, in any locale and time zone.
  @Test
  void the_same_seed_goes_the_same_way_everywhere() throws Exception {
    var here = hashes(Worlds.storefront());
    var locale = Locale.getDefault();
    var zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.of("tr", "TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(hashes(Worlds.storefront())).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(new TreeSet<>(here)).as("no two seeds go the same way").hasSameSizeAs(here);
  }

  private static List<Long> hashes(Simulation simulation) {
    var hashes = new ArrayList<Long>();
    for (long seed = 1; seed <= 200; seed++) {
      hashes.add(simulation.play(seed).course().hash());
    }
    return hashes;
  }

  @Test
  void somebody_listening_changes_nothing() throws Exception {
    var simulation = Worlds.storefront();
    for (long seed = 1; seed <= 50; seed++) {
      var heard = simulation.tell(seed, Optional.empty());
      assertThat(heard.course().hash())
          .as("seed %d", seed)
          .isEqualTo(simulation.play(seed).course().hash());
      assertThat(heard.course().tail()).isNotEmpty();
    }
  }

  @Test
  void troubles_of_a_seed_stay_inside_the_assumptions_and_are_healed() {
    for (long seed = 1; seed <= 2_000; seed++) {
      assertThat(TroubleDraw.of(seed, Mode.FAILOVER))
          .as("seed %d", seed)
          .allMatch(trouble -> trouble.kind().compareTo(Trouble.Kind.CLOCK_BEYOND) < 0)
          .allMatch(trouble -> trouble.until().compareTo(Duration.ofSeconds(20)) < 0);
    }
  }
}
