package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLine;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Goal: the simulator's RTO and RPO are those that the product would measure.
///
/// Method: play worlds of failovers, let a canary write numbers through the front door at its rate,
/// ask both stores of the region that serves in the end which numbers they hold, and give all that
/// to the product's own measurement.
final class SimFiguresTest {
  private static final int RATE = 100;
  private static final long INTERVAL = 1_000_000_000L / RATE;
  private static final int SEEDS = 400;

  @Test
  void figures_equal_what_the_product_measures() throws Exception {
    int measured = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      if (Simulation.mode(seed) == Mode.FAILOVER) {
        var troubles = TroubleDraw.of(seed, Mode.FAILOVER);
        var world = rested(seed, troubles);
        var figures = new SimFigures(world, Mode.FAILOVER, SeedRun.faultNanos(troubles));
        var rto = figures.rto();
        var rpo = figures.rpo();
        long first = world.clients.firstBy(1, 0);
        // Without an outage there is nothing to measure from.
        if (rto.isPresent() && rpo.isPresent() && rto.get().compareTo(Duration.ofSeconds(1)) > 0) {
          long last = world.clients.lastBy(0, first);
          long disaster = SeedRun.faultNanos(troubles);
          long fault = disaster < 0 ? last : disaster;
          if (last >= fault) {
            var measurement = measure(world, fault, last);
            requireClose("rpo of seed " + seed, measurement.rpo(), rpo.get());
            requireClose("rto of seed " + seed, measurement.rto(), rto.get());
            measured++;
          }
        }
      }
    }
    assertThat(measured).as("worlds compared").isGreaterThan(SEEDS / 10);
  }

  private static SimWorld rested(long seed, List<Trouble> troubles) throws Exception {
    Plan plan = Storefront.plan();
    var setting =
        Setting.of(
            Storefront.compiler(), plan, plan.workload(Storefront.SHOP), StepTimes.standard());
    return new SeedRun(setting, LeaseTerms.standard(), Rules.product())
        .rested(seed, SeedRun.Script.of(Mode.FAILOVER, troubles), false);
  }

  private static Measurement measure(SimWorld world, long fault, long inEffect) {
    var writes = new ArrayList<CanaryAttempt>();
    var rows = new TreeSet<Long>();
    var objects = new TreeSet<Long>();
    int serving = world.index(world.placements.placed().writer());
    long end = world.clients.firstBy(1, 0) + 20 * INTERVAL;
    for (long number = 0; number * INTERVAL < end; number++) {
      long at = number * INTERVAL;
      var region = acknowledgedBy(world, at);
      var moment = SimWorld.BEGIN.plusNanos(at);
      writes.add(
          new CanaryAttempt(
              number,
              moment,
              region.isPresent()
                  ? new CanaryAttempt.Acknowledged(moment, Optional.empty())
                  : new CanaryAttempt.Refused(moment, Optional.empty())));
      if (region.isPresent()) {
        keep(world.stores.get(0), serving, region.get(), at, number, rows);
        keep(world.stores.get(1), serving, region.get(), at, number, objects);
      }
    }
    var header = new CanaryLine.Header("canary", RATE, 1, SimWorld.BEGIN);
    return Measurement.of(
        new CanaryHistory(header, writes, List.of(), Optional.empty(), 0),
        new FaultTime(instant(fault), instant(inEffect)),
        new StoredNumbers.Numbers(rows),
        new StoredNumbers.Numbers(objects));
  }

  private static void keep(
      SimStore store, int serving, int region, long at, long number, TreeSet<Long> held) {
    if (store.earliestMissing(store.copy(serving), region, at, at + 1) == Long.MAX_VALUE) {
      held.add(number);
    }
  }

  private static Optional<Integer> acknowledgedBy(SimWorld world, long at) {
    for (var stretch : world.clients.stretches()) {
      if (stretch.fromNanos <= at && at < stretch.toNanos) {
        return Optional.of(stretch.region);
      }
    }
    return Optional.empty();
  }

  private static Instant instant(long nanos) {
    return SimWorld.BEGIN.plusNanos(nanos);
  }

  private static void requireClose(String what, Figure figure, Duration expected) {
    assertThat(figure).as(what).isInstanceOf(Figure.Measured.class);
    var span = ((Figure.Measured) figure).span();
    assertThat(span.minus(expected).abs())
        .as("%s: %s, expected %s", what, span, expected)
        .isLessThanOrEqualTo(Duration.ofNanos(2 * INTERVAL));
  }
}
