package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Round.View;
import dev.lifeboat.watch.Detector.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("invariant-18")
final class DetectorTest {
  private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final FailoverPolicy.Detect POLICY = new FailoverPolicy.Detect(EVERY, 3);
  private static final View UP = new View.Up("streams");
  private static final View DOWN = new View.Down("silent");
  private static final View UNKNOWN = new View.Unknown("no traffic");

  @Test
  void three_failed_rounds_with_all_views_agreeing_are_down_since_the_last_one_that_passed() {
    var detector = after(passed(0), failed(1, DOWN, DOWN), failed(2, DOWN, DOWN));
    assertThat(detector.verdict()).isInstanceOf(Verdict.Suspected.class);

    assertThat(detector.after(failed(3, DOWN, DOWN)).verdict())
        .isInstanceOfSatisfying(
            Verdict.Down.class,
            down -> {
              assertThat(down.since()).isEqualTo(at(0));
              assertThat(down.views()).hasSize(3);
            });
  }

  @Test
  void one_round_that_passes_begins_the_row_anew() {
    var detector =
        after(
            failed(0, DOWN, DOWN),
            failed(1, DOWN, DOWN),
            passed(2),
            failed(3, DOWN, DOWN),
            failed(4, DOWN, DOWN));

    assertThat(detector.verdict()).isInstanceOf(Verdict.Suspected.class);
    assertThat(detector.failedRounds()).isEqualTo(2);
  }

  static Stream<List<View>> disagreements() {
    return Stream.of(
        List.of(UP, DOWN),
        List.of(DOWN, UP),
        List.of(UP, UP),
        List.of(UNKNOWN, DOWN),
        List.of(DOWN, UNKNOWN),
        List.of(UNKNOWN, UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("disagreements")
  void a_view_that_disagrees_or_cannot_be_had_never_lets_a_failover_begin(List<View> views) {
    var detector = Detector.of(POLICY);
    for (int i = 0; i < 100; i++) {
      detector = detector.after(failed(i, views.getFirst(), views.getLast()));
      assertThat(detector.verdict()).isNotInstanceOf(Verdict.Down.class);
    }
    assertThat(detector.verdict()).isInstanceOf(Verdict.Disputed.class);
  }

  @Test
  void half_of_the_checks_failing_is_not_more_than_half() {
    var half =
        new Round(
            at(0),
            List.of(new CheckResult.Passed("agent"), new CheckResult.Refused("sql", "refused")),
            Optional.empty(),
            DOWN,
            DOWN);

    assertThat(after(half, half, half, half).verdict()).isInstanceOf(Verdict.Up.class);
  }

  @Test
  void a_primary_that_its_region_restarts_is_given_time_and_then_lost() {
    var detector = Detector.of(POLICY);
    int round = 0;
    while (at(round).isBefore(START.plus(Detector.RESTART_GRACE))) {
      detector = detector.after(restarting(round));
      assertThat(detector.verdict()).as("round %d", round).isInstanceOf(Verdict.Suspected.class);
      round++;
    }

    assertThat(detector.after(restarting(round)).verdict()).isInstanceOf(Verdict.Down.class);
  }

  @Test
  void a_mere_restart_that_ends_in_time_never_triggers() {
    assertThat(after(restarting(0), restarting(1), restarting(2), passed(3)).verdict())
        .isInstanceOf(Verdict.Up.class);
  }

  @Test
  void a_stall_is_no_loss_while_the_lease_may_still_be_held() {
    var detector = Detector.of(POLICY);
    for (int i = 0; i < 10; i++) {
      detector = detector.after(silent(i, UP));
      assertThat(detector.verdict()).as("round %d", i).isInstanceOf(Verdict.Suspected.class);
    }

    assertThat(detector.after(silent(10, DOWN)).verdict()).isInstanceOf(Verdict.Down.class);
    assertThat(detector.after(silent(10, UNKNOWN)).verdict())
        .as("voters that cannot be asked hold nothing up")
        .isInstanceOf(Verdict.Down.class);
    assertThat(detector.after(passed(10)).verdict()).isInstanceOf(Verdict.Up.class);
  }

  @Test
  void what_waits_for_the_lease_alone_is_looked_at_again_at_once() {
    assertThat(after(silent(0, UP), silent(1, UP)).pauseAfter(silent(1, UP))).isEqualTo(EVERY);
    assertThat(after(silent(0, UP), silent(1, UP), silent(2, UP)).pauseAfter(silent(2, UP)))
        .isLessThan(EVERY);
  }

  @Test
  void what_is_gone_is_lost_without_waiting_for_its_lease() {
    var gone =
        new Round(
            at(0),
            List.of(
                new CheckResult.Refused("sql", "refused"),
                new CheckResult.Refused("agent", "refused"),
                new CheckResult.Silent("bucket", "200 ms")),
            Optional.empty(),
            DOWN,
            DOWN,
            UP);

    assertThat(after(gone, gone, gone).verdict()).isInstanceOf(Verdict.Down.class);
  }

  @Test
  void a_refusal_is_asked_again_at_once_and_silence_is_waited_out() {
    var detector = Detector.of(POLICY);
    var silent =
        new Round(
            at(0), List.of(new CheckResult.Silent("sql", "200 ms")), Optional.empty(), DOWN, DOWN);

    assertThat(detector.pauseAfter(failed(0, DOWN, DOWN))).isLessThan(EVERY);
    assertThat(detector.pauseAfter(silent)).isEqualTo(EVERY);
    assertThat(detector.pauseAfter(passed(0))).isEqualTo(EVERY);
  }

  @Test
  void the_watcher_returns_at_the_round_that_decides_and_at_its_deadline() throws Exception {
    var rounds = new ArrayList<>(List.of(passed(0), failed(1, DOWN, DOWN)));
    rounds.addAll(List.of(failed(2, DOWN, DOWN), failed(3, DOWN, DOWN)));
    var looked = new ArrayList<Round>();
    var now = new ArrayList<>(List.of(START));
    var watcher =
        new Watcher(
            now::getLast,
            pause -> now.add(now.getLast().plus(pause)),
            (at, deadline) -> rounds.removeFirst(),
            (round, detector) -> looked.add(round));

    assertThat(watcher.untilDown(POLICY, START.plusSeconds(60))).isPresent();
    assertThat(looked).hasSize(4);
    assertThat(watcher.untilDown(POLICY, START)).as("past its deadline").isEmpty();
  }

  private static Detector after(Round... rounds) {
    var detector = Detector.of(POLICY);
    for (var round : rounds) {
      detector = detector.after(round);
    }
    return detector;
  }

  private static Instant at(int round) {
    return START.plus(EVERY.multipliedBy(round));
  }

  private static Round passed(int round) {
    return new Round(at(round), List.of(new CheckResult.Passed("sql")), Optional.empty(), UP, UP);
  }

  private static Round failed(int round, View recovery, View clients) {
    return new Round(
        at(round),
        List.of(new CheckResult.Refused("sql", "connection refused")),
        Optional.empty(),
        recovery,
        clients);
  }

  private static Round silent(int round, View lease) {
    return new Round(
        at(round),
        List.of(new CheckResult.Silent("sql", "200 ms"), new CheckResult.Silent("agent", "200 ms")),
        Optional.empty(),
        DOWN,
        DOWN,
        lease);
  }

  private static Round restarting(int round) {
    return new Round(
        at(round),
        List.of(new CheckResult.Refused("sql", "connection refused")),
        Optional.of("orders, restart 1"),
        DOWN,
        DOWN);
  }
}
