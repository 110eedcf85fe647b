package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.Round;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.watch.FailoverHold.Facts;
import dev.lifeboat.watch.FailoverHold.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FailoverHoldTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
  private static final FailoverPolicy.Detect DETECT =
      new FailoverPolicy.Detect(Duration.ofMillis(200), 3);
  private static final FailoverHold AUTOMATIC =
      new FailoverHold(PlanParts.failover(Trigger.AUTOMATIC, DETECT));

  @Test
  void nothing_that_happened_holds_nothing_back() {
    assertThat(at(NOW, pause(), List.of(), Dips.none())).isInstanceOf(Permission.Allowed.class);
  }

  @Test
  void a_failover_that_ended_holds_the_next_one_back_for_the_cool_down_to_the_nanosecond() {
    var ended = NOW.minus(Duration.ofMinutes(3));
    var past = List.of(failover(false, ended.minusSeconds(5), ended));

    var held = held(at(NOW, pause(), past, Dips.none()));

    assertThat(held.holds()).extracting(Hold::kind).containsExactly(Hold.Kind.COOL_DOWN);
    assertThat(held.until()).isEqualTo(ended.plus(Duration.ofMinutes(10)));
    assertThat(held.why()).contains("cool-down", "10 min");
    assertHeld(at(held.until().minusNanos(1), pause(), past, Dips.none()));
    assertAllowed(at(held.until(), pause(), past, Dips.none()));
  }

  @Test
  void the_cool_down_counts_from_the_last_failover_in_whatever_order_they_are_given() {
    var early = failover(false, NOW.minusSeconds(1000), NOW.minusSeconds(900));
    var late = failover(false, NOW.minusSeconds(200), NOW.minusSeconds(100));

    for (var past : List.of(List.of(early, late), List.of(late, early))) {
      assertThat(held(at(NOW, pause(), past, Dips.none())).until())
          .isEqualTo(NOW.minusSeconds(100).plus(Duration.ofMinutes(10)));
    }
  }

  /// Goal: two moves of users that came to nothing in the morning keep nobody from leaving a region
  /// that is lost at noon, and a third one of their kind waits.
  @Test
  void planned_moves_that_were_taken_back_hold_back_their_own_kind_alone() {
    var undone =
        new PastFailover(
            "run", true, true, NOW.minusSeconds(90), Optional.of(NOW.minusSeconds(60)));
    var facts = new Facts(pause(), List.of(undone, undone), Dips.none());

    assertAllowed(AUTOMATIC.at(NOW, facts.of(Mode.FAILOVER)));
    assertThat(held(AUTOMATIC.at(NOW, facts.of(Mode.SWITCHOVER))).holds())
        .extracting(Hold::kind)
        .containsExactly(Hold.Kind.COOL_DOWN, Hold.Kind.AT_MOST);
  }

  @Test
  void as_many_automatic_failovers_as_the_plan_allows_hold_the_next_one_back() {
    var first = NOW.minus(Duration.ofHours(20));
    var second = NOW.minus(Duration.ofHours(5));
    var past =
        List.of(
            failover(true, second, second.plusSeconds(1)),
            failover(true, first, first.plusSeconds(1)));

    var held = held(at(NOW, pause(), past, Dips.none()));

    assertThat(held.holds()).extracting(Hold::kind).containsExactly(Hold.Kind.AT_MOST);
    assertThat(held.until()).as("the first is a day old").isEqualTo(first.plus(Duration.ofDays(1)));
    assertAllowed(at(held.until(), pause(), past, Dips.none()));
  }

  @Test
  void failovers_that_a_person_began_are_not_counted_as_automatic() {
    var past = new ArrayList<PastFailover>();
    for (int hours = 1; hours < 20; hours++) {
      var began = NOW.minus(Duration.ofHours(hours));
      past.add(failover(false, began, began.plusSeconds(1)));
    }

    assertAllowed(at(NOW, pause(), past, Dips.none()));
  }

  @Test
  void a_flapping_primary_must_stay_down_and_then_counts_as_lost() {
    var since = NOW.minusSeconds(2);
    var dips =
        new Dips(
            List.of(NOW.minusSeconds(300), NOW.minusSeconds(200), NOW.minusSeconds(60)),
            Optional.of(since));

    var held = held(at(NOW, pause(), List.of(), dips));

    assertThat(held.holds()).extracting(Hold::kind).containsExactly(Hold.Kind.FLAPPING);
    assertThat(held.until()).isEqualTo(since.plusSeconds(30));
    assertThat(held.why()).contains("3 times", "30 s");
    assertAllowed(at(held.until(), pause(), List.of(), dips));
  }

  @Test
  void dips_that_are_long_ago_make_no_flapping_primary() {
    var dips =
        new Dips(
            List.of(NOW.minusSeconds(700), NOW.minusSeconds(200), NOW.minusSeconds(60)),
            Optional.of(NOW.minusSeconds(2)));

    assertAllowed(at(NOW, pause(), List.of(), dips));
  }

  @Test
  void a_primary_that_answers_again_is_flapping_until_its_dips_are_old() {
    var dips =
        new Dips(
            List.of(NOW.minusSeconds(300), NOW.minusSeconds(200), NOW.minusSeconds(60)),
            Optional.empty());

    assertThat(held(at(NOW, pause(), List.of(), dips)).until())
        .isEqualTo(NOW.minusSeconds(300).plus(Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @EnumSource
  void maintenance_holds_whatever_the_trigger_and_is_over_by_itself(Trigger trigger) {
    var rule = new FailoverHold(PlanParts.failover(trigger, DETECT));
    var facts = new Facts(pause(NOW.plusSeconds(1)), List.of(), Dips.none());

    assertThat(held(rule.at(NOW, facts)).why()).contains("ann", "new disks");
    assertAllowed(rule.at(NOW.plusSeconds(1), facts));
  }

  @Test
  void who_is_asked_is_asked_at_once_whatever_happened_before() {
    var rule = new FailoverHold(PlanParts.failover(Trigger.APPROVAL, DETECT));
    var past =
        List.of(
            failover(true, NOW.minusSeconds(9), NOW.minusSeconds(8)),
            failover(true, NOW.minusSeconds(7), NOW.minusSeconds(6)));
    var dips = new Dips(List.of(NOW, NOW, NOW), Optional.of(NOW));

    assertAllowed(rule.at(NOW, new Facts(pause(), past, dips)));
  }

  @Test
  void everything_that_holds_is_told_and_the_last_one_decides_when_it_ends() {
    var past =
        List.of(
            failover(true, NOW.minusSeconds(90), NOW.minusSeconds(80)),
            failover(true, NOW.minusSeconds(70), NOW.minusSeconds(60)));
    var dips = new Dips(List.of(NOW, NOW, NOW), Optional.of(NOW));

    var held = held(at(NOW, pause(NOW.plusSeconds(1)), past, dips));

    assertThat(held.holds()).extracting(Hold::kind).containsExactly(Hold.Kind.values());
    assertThat(held.until()).isEqualTo(NOW.minusSeconds(90).plus(Duration.ofDays(1)));
  }

  @Test
  void a_dip_is_a_row_as_long_as_the_plan_says_that_ended_by_itself() {
    var dips = Dips.none();
    var detector = Detector.of(DETECT);
    var rounds = List.of(1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1);
    for (int i = 0; i < rounds.size(); i++) {
      detector = detector.after(round(NOW.plusSeconds(i), rounds.get(i) == 1));
      dips = dips.after(detector);
    }

    assertThat(dips.ended())
        .as("one or two failed rounds are noise")
        .containsExactly(NOW.plusSeconds(6));
    assertThat(dips.downSince()).contains(NOW.plusSeconds(10));
  }

  @Test
  void the_newest_hundred_dips_are_kept() {
    var dips = Dips.none();
    var detector = Detector.of(new FailoverPolicy.Detect(Duration.ofSeconds(1), 1));
    for (int i = 0; i < 500; i++) {
      detector = detector.after(round(NOW.plusSeconds(i), i % 2 == 0));
      dips = dips.after(detector);
    }

    assertThat(dips.ended()).hasSize(100).last().isEqualTo(NOW.plusSeconds(499));
  }

  @Test
  void a_pause_has_a_reason_a_name_and_an_end_within_thirty_days() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Maintenance("shop", " ", "ann", NOW, NOW.plusSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Maintenance("shop", "new disks", "ann", NOW, NOW));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Maintenance(
                "shop", "new disks", "ann", NOW, NOW.plus(Duration.ofDays(30)).plusNanos(1)));
  }

  static Round round(Instant at, boolean failed) {
    var view = failed ? new Round.View.Down("silent") : new Round.View.Up("streams");
    return new Round(
        at,
        List.of(failed ? new CheckResult.Refused("sql", "refused") : new CheckResult.Passed("sql")),
        Optional.empty(),
        view,
        view);
  }

  private static Permission at(
      Instant now, Optional<Maintenance> pause, List<PastFailover> past, Dips dips) {
    return AUTOMATIC.at(now, new Facts(pause, past, dips));
  }

  private static Optional<Maintenance> pause() {
    return Optional.empty();
  }

  private static Optional<Maintenance> pause(Instant until) {
    return Optional.of(
        new Maintenance("shop", "new disks", "ann", until.minus(Duration.ofHours(1)), until));
  }

  private static PastFailover failover(boolean automatic, Instant began, Instant ended) {
    return new PastFailover("20261120-150000-aaaa", automatic, began, Optional.of(ended));
  }

  private static Permission.Held held(Permission permission) {
    assertHeld(permission);
    return (Permission.Held) permission;
  }

  private static void assertHeld(Permission permission) {
    assertThat(permission).isInstanceOf(Permission.Held.class);
  }

  private static void assertAllowed(Permission permission) {
    assertThat(permission).isInstanceOf(Permission.Allowed.class);
  }
}
