package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.MoveWindow;
import dev.lifeboat.plan.OutagePolicy;
import dev.lifeboat.plan.OutagePolicy.On;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Round.View;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.watch.Detector.Verdict;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Users who are out beside a primary that lives: what counts as that, and what it leads to.
@Tag("invariant-18")
final class UsersOutageTest {
  private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
  private static final View UNASKED = new View.Unknown("no lease is kept");

  private static FailoverPolicy policy(On on, Trigger trigger) {
    var before = PlanParts.failover(trigger, new FailoverPolicy.Detect(Duration.ofSeconds(1), 3));
    return new FailoverPolicy(
        before.trigger(),
        before.detect(),
        before.coolDown(),
        before.atMost(),
        before.flapping(),
        before.beyondRpo(),
        before.reprotect(),
        new OutagePolicy(on, Duration.ofMinutes(5), Optional.empty()));
  }

  /// A primary whose database lives.
  static Round round(Instant at, boolean out) {
    return round(at, true, new View.Up("the replica follows"), users(out));
  }

  private static View users(boolean out) {
    return out ? new View.Down("503") : new View.Up("200");
  }

  private static Round round(Instant at, boolean answers, View recovery, View users) {
    return new Round(
        at,
        List.of(
            answers
                ? new CheckResult.Passed("database")
                : new CheckResult.Refused("database", "refused")),
        Optional.empty(),
        recovery,
        users,
        UNASKED,
        users);
  }

  private static Detector after(On on, Round... rounds) {
    var detector = Detector.of(policy(on, Trigger.AUTOMATIC));
    for (var round : rounds) {
      detector = detector.after(round);
    }
    return detector;
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static View view(String word) {
    return switch (word) {
      case "up" -> new View.Up(word);
      case "down" -> new View.Down(word);
      default -> new View.Unknown(word);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "true, up, down, true",
    "false, up, down, true",
    "true, unknown, down, true",
    "false, unknown, down, false",
    "true, down, down, false",
    "false, down, down, false",
    "true, up, unknown, false",
    "true, up, up, false"
  })
  void users_are_out_alone_while_somebody_sees_that_the_primary_lives(
      boolean answers, String recovery, String users, boolean alone) {
    var detector = Detector.of(policy(On.USERS, Trigger.AUTOMATIC));
    for (int second = 0; second < 3; second++) {
      detector = detector.after(round(at(second), answers, view(recovery), view(users)));
    }

    assertThat(detector.verdict() instanceof Verdict.UsersOut).isEqualTo(alone);
  }

  /// Saturday 02:00 to 05:00. What was out before it began counts on once it is over.
  @ParameterizedTest
  @CsvSource({
    "2026-11-21T01:50:00Z, 2026-11-21T01:55:00Z, true",
    "2026-11-21T01:58:00Z, 2026-11-21T02:03:00Z, false",
    "2026-11-21T02:10:00Z, 2026-11-21T04:59:59Z, false",
    "2026-11-21T02:10:00Z, 2026-11-21T05:04:59Z, false",
    "2026-11-21T02:10:00Z, 2026-11-21T05:05:00Z, true",
    "2026-11-21T01:58:00Z, 2026-11-21T05:02:59Z, false",
    "2026-11-21T01:58:00Z, 2026-11-21T05:03:00Z, true",
    "2026-11-14T01:57:00Z, 2026-11-21T01:00:00Z, true",
    "2026-11-21T05:00:00Z, 2026-11-21T05:05:00Z, true"
  })
  void who_is_out_in_maintenance_is_not_moved(Instant since, Instant now, boolean due) {
    var window =
        new MoveWindow(
            EnumSet.of(DayOfWeek.SATURDAY), LocalTime.of(2, 0), LocalTime.of(5, 0), ZoneOffset.UTC);
    var policy = new OutagePolicy(On.USERS, Duration.ofMinutes(5), Optional.of(window));

    assertThat(policy.isDue(since, now)).isEqualTo(due);
  }

  @Test
  void a_plan_without_the_key_makes_nothing_of_it() {
    var out = new Round[] {round(at(0), true), round(at(1), true), round(at(2), true)};

    assertThat(after(On.USERS, out).verdict())
        .isInstanceOfSatisfying(
            Verdict.UsersOut.class, it -> assertThat(it.since()).isEqualTo(at(0)));
    assertThat(after(On.REGION, out).verdict()).isInstanceOf(Verdict.Up.class);
    assertThat(Detector.of(policy(On.USERS, Trigger.AUTOMATIC).detect()).after(out[0]).outage())
        .isEqualTo(UsersOutage.none(false));
  }

  @Test
  void one_answer_begins_the_row_anew() {
    var detector = after(On.USERS, round(at(0), true), round(at(1), true), round(at(2), false));

    assertThat(detector.after(round(at(3), true)).verdict()).isInstanceOf(Verdict.Up.class);
  }

  @Test
  void a_region_that_is_lost_is_lost_whoever_is_out() {
    var lost = new Round[3];
    for (int second = 0; second < 3; second++) {
      lost[second] = round(at(second), false, new View.Down("silent"), users(true));
    }

    assertThat(after(On.USERS, lost).verdict()).isInstanceOf(Verdict.Down.class);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_out_for_long_enough_is_answered_by_a_planned_move(Trigger trigger) {
    var policy = policy(On.USERS, trigger);
    var out = new Verdict.UsersOut(START, List.of("users: 503"));

    assertThat(Loss.of(out, policy, START.plusSeconds(299))).isEmpty();
    assertThat(Loss.of(out, policy, START.plusSeconds(300)))
        .contains(new Loss(Mode.SWITCHOVER, START, List.of("users: 503")));
    assertThat(Loss.of(new Verdict.Down(START, List.of()), policy, START))
        .contains(new Loss(Mode.FAILOVER, START, List.of()));
    assertThat(Loss.of(new Verdict.Disputed("", List.of()), policy, START.plusSeconds(999)))
        .isEmpty();
  }
}
