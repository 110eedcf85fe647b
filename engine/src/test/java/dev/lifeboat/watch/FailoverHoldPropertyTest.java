package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.FailoverPolicy.AtMost;
import dev.lifeboat.plan.FailoverPolicy.Flapping;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.watch.FailoverHold.Facts;
import dev.lifeboat.watch.FailoverHold.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Goal: whatever the primary does, an automatic failover begins only where a second, simpler
/// reading of the rules allows it, and a primary that stays lost is moved in the end.
///
/// Method: seeded days of a primary that comes and goes, in virtual time, watched as the product
/// does; each failover takes a while, and then the new primary is watched. A failing seed is in the
/// message.
@Tag("campaign")
final class FailoverHoldPropertyTest {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final int SEEDS = 400;
  private static final int ROUNDS = 3_000;

  @Test
  @Tag("invariant-28")
  void no_automatic_failover_begins_against_a_rule() {
    int moved = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      var day = new Day(seed);
      day.live();
      moved += day.past.size();
    }
    assertThat(moved).as("else the days test nothing").isGreaterThan(SEEDS);
  }

  @Test
  void a_primary_that_stays_lost_is_moved_when_the_last_hold_ends() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      var day = new Day(seed);
      day.live();
      var rule = new FailoverHold(day.policy);
      var now = day.now;
      var facts =
          new Facts(
              day.pause, day.past, new Dips(day.dips.ended(), Optional.of(now.minusSeconds(1))));
      for (int waits = 0; rule.at(now, facts) instanceof Permission.Held held; waits++) {
        assertThat(held.until()).as("seed %d", seed).isAfter(now);
        assertThat(waits).as("seed %d: a hold that ends begins no other", seed).isLessThan(5);
        now = held.until();
      }
    }
  }

  /// One primary after the other, for as many rounds as there are.
  private static final class Day {
    private final long seed;
    private final SplittableRandom random;
    private final FailoverPolicy policy;
    private final List<PastFailover> past = new ArrayList<>();
    private final List<Instant> returns = new ArrayList<>();
    private Optional<Maintenance> pause = Optional.empty();
    private Optional<Instant> downSince = Optional.empty();
    private Dips dips = Dips.none();
    private Instant now = START;

    Day(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.policy =
          PlanParts.failover(
              Trigger.AUTOMATIC,
              new FailoverPolicy.Detect(Duration.ofSeconds(1), 1 + random.nextInt(4)),
              Duration.ofSeconds(random.nextInt(600)),
              new AtMost(1 + random.nextInt(3), Duration.ofSeconds(60 + random.nextInt(3000))),
              new Flapping(
                  1 + random.nextInt(4),
                  Duration.ofSeconds(1 + random.nextInt(600)),
                  Duration.ofSeconds(random.nextInt(60))));
    }

    void live() {
      var detector = Detector.of(policy.detect());
      boolean up = true;
      for (int round = 0; round < ROUNDS; round++) {
        up = random.nextInt(100) < (up ? 3 : 12) ? !up : up;
        if (random.nextInt(700) == 0) {
          var until = now.plusSeconds(1 + random.nextInt(300));
          pause = Optional.of(new Maintenance("shop", "new disks", "ann", now, until));
        }
        detector = detector.after(FailoverHoldTest.round(now, !up));
        dips = dips.after(detector);
        remember(detector, up);
        if (detector.verdict() instanceof Detector.Verdict.Down) {
          var permission = new FailoverHold(policy).at(now, new Facts(pause, past, dips));
          if (permission instanceof Permission.Allowed) {
            assertNothingForbidsIt();
            var began = now;
            now = now.plusMillis(900);
            past.add(new PastFailover("run", true, began, Optional.of(now)));
            detector = Detector.of(policy.detect());
            up = true;
          }
        }
        now = now.plus(policy.detect().every());
      }
    }

    /// The test's own book of rows that were long enough and ended.
    private void remember(Detector detector, boolean up) {
      if (up) {
        downSince.ifPresent(_ -> returns.add(now));
        downSince = Optional.empty();
      } else if (detector.failedRounds() >= policy.detect().failures() && downSince.isEmpty()) {
        downSince = detector.failedSince();
      }
    }

    private void assertNothingForbidsIt() {
      var at = "seed %d at %s".formatted(seed, now);
      assertThat(pause.filter(it -> it.until().isAfter(now))).as(at + ": paused").isEmpty();
      for (var one : past) {
        assertThat(one.ended().orElseThrow().plus(policy.coolDown()))
            .as(at + ": cool-down")
            .isBeforeOrEqualTo(now);
      }
      assertThat(past.stream().filter(it -> it.began().isAfter(now.minus(policy.atMost().in()))))
          .as(at + ": at most")
          .hasSizeLessThan(policy.atMost().failovers());
      var down = downSince.orElseThrow();
      long recent =
          returns.stream().filter(it -> it.isAfter(down.minus(policy.flapping().in()))).count();
      if (recent >= policy.flapping().dips()) {
        assertThat(Duration.between(down, now))
            .as(at + ": flapping")
            .isGreaterThanOrEqualTo(policy.flapping().lasting());
      }
    }
  }
}
