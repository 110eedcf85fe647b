package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.OutagePolicy;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.watch.FailoverHold.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class LossWatchTest {
  private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final FailoverPolicy POLICY =
      PlanParts.failover(Trigger.AUTOMATIC, new FailoverPolicy.Detect(EVERY, 3));

  private final List<Permission.Held> heard = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = START;
  private Dips seen = Dips.none();
  private Optional<Maintenance> pause = Optional.empty();
  private List<PastFailover> past = List.of();

  @Test
  @Tag("invariant-28")
  void a_primary_that_is_lost_while_paused_is_moved_once_the_pause_is_over() throws Exception {
    pause = Optional.of(maintenance(START.plusSeconds(30)));

    watch(_ -> true).untilAllowed(Dips.none());

    assertThat(now).isBetween(START.plusSeconds(30), START.plusSeconds(31));
    assertThat(heard).isNotEmpty().allMatch(held -> held.why().contains("maintenance"));
  }

  @Test
  void a_primary_that_comes_back_while_paused_is_not_moved() throws Exception {
    pause = Optional.of(maintenance(START.plusSeconds(30)));

    var down =
        watch(at -> at.isBefore(START.plusSeconds(20)) || at.isAfter(START.plusSeconds(100)))
            .untilAllowed(Dips.none());

    assertThat(down.since()).isAfter(START.plusSeconds(99));
    assertThat(seen.ended()).hasSize(1);
  }

  @Test
  void a_dead_primary_that_may_not_be_moved_is_not_asked_in_a_rush() throws Exception {
    pause = Optional.of(maintenance(START.plusSeconds(30)));

    watch(_ -> true).untilAllowed(Dips.none());

    assertThat(pauses.stream().filter(it -> it.compareTo(EVERY) < 0))
        .as("only until it counts as lost")
        .hasSize(2);
  }

  @Test
  void a_primary_that_comes_and_goes_is_not_moved_at_each_dip() throws Exception {
    past = List.of(failover(START.minusSeconds(60)));
    // Down for 2 s of every 20 s, and for good after half an hour.
    watch(
            at -> {
              var seconds = Duration.between(START, at).toSeconds();
              return seconds % 20 < 2 || seconds > 1800;
            })
        .untilAllowed(Dips.none());

    assertThat(now)
        .as("the cool-down ended long before; only staying down counts")
        .isBetween(START.plusSeconds(1800), START.plusSeconds(1835));
  }

  @Test
  void dips_of_an_earlier_watch_are_remembered() throws Exception {
    var before =
        new Dips(
            List.of(START.minusSeconds(30), START.minusSeconds(20), START.minusSeconds(10)),
            Optional.empty());

    watch(_ -> true).untilAllowed(before);

    assertThat(now).isAfterOrEqualTo(START.plusSeconds(30));
  }

  @Test
  void facts_that_cannot_be_had_end_the_watch_instead_of_a_guess() {
    var watch =
        new LossWatch(
            watcher(_ -> true),
            new FailoverHold(POLICY),
            _ -> {
              throw Problem.lasting(Code.LB4001, "torn", "nothing was changed", "mend it")
                  .asException();
            },
            listener());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> watch.untilAllowed(Dips.none()));
  }

  /// Goal: the region that a planned move left answers for ever, and is not watched for ever.
  @Test
  void a_primary_that_is_none_any_more_is_not_looked_at_however_well_it_answers() {
    var facts =
        new LossWatch.Facts() {
          @Override
          public FailoverHold.Facts with(Dips dips) {
            return new FailoverHold.Facts(pause, past, dips);
          }

          @Override
          public void requireSame() throws ProblemException {
            if (!now.isBefore(START.plusSeconds(30))) {
              throw Problem.passing(Code.LB3003, "moved", "nothing was changed", "see 'runs'")
                  .asException();
            }
          }
        };
    var watch = new LossWatch(watcher(_ -> false), new FailoverHold(POLICY), facts, listener());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> watch.untilAllowed(Dips.none()))
        .matches(told -> told.problem().code() == Code.LB3003);
    assertThat(now).isBetween(START.plusSeconds(30), START.plusSeconds(31));
  }

  /// Goal: users who are out beside a living primary are moved by plan, once they are out for as
  /// long as the plan says.
  @Test
  @Tag("invariant-28")
  void users_who_stay_out_are_moved_by_plan_and_those_who_come_back_are_not() throws Exception {
    var users =
        users(at -> at.isBefore(START.plusSeconds(100)) || at.isAfter(START.plusSeconds(200)));

    var loss = users.untilAllowed(Dips.none());

    assertThat(loss.mode()).isEqualTo(Mode.SWITCHOVER);
    assertThat(loss.since()).isBetween(START.plusSeconds(200), START.plusSeconds(201));
    assertThat(now).isBetween(START.plusSeconds(320), START.plusSeconds(322));
    assertThat(seen.ended()).as("the primary never was down").isEmpty();
  }

  @Test
  void what_holds_a_failover_back_holds_a_move_of_users_back() throws Exception {
    pause = Optional.of(maintenance(START.plusSeconds(600)));

    var _ = users(_ -> true).untilAllowed(Dips.none());

    assertThat(now).isBetween(START.plusSeconds(600), START.plusSeconds(601));
    assertThat(heard).isNotEmpty();
  }

  /// A watch by a plan that moves users who are out for two minutes, beside a primary that lives.
  private LossWatch users(Predicate<Instant> out) {
    var outages = new OutagePolicy(OutagePolicy.On.USERS, Duration.ofMinutes(2), Optional.empty());
    var policy =
        new FailoverPolicy(
            POLICY.trigger(),
            POLICY.detect(),
            POLICY.coolDown(),
            POLICY.atMost(),
            POLICY.flapping(),
            POLICY.beyondRpo(),
            POLICY.reprotect(),
            outages);
    var watcher =
        new Watcher(
            () -> now,
            span -> now = now.plus(span),
            (at, _) -> UsersOutageTest.round(at, out.test(at)),
            (_, _) -> {});
    return new LossWatch(
        watcher,
        new FailoverHold(policy),
        dips -> new FailoverHold.Facts(pause, past, dips),
        listener());
  }

  private LossWatch watch(Predicate<Instant> down) {
    return new LossWatch(
        watcher(down),
        new FailoverHold(POLICY),
        dips -> new FailoverHold.Facts(pause, past, dips),
        listener());
  }

  private Watcher watcher(Predicate<Instant> down) {
    return new Watcher(
        () -> now,
        span -> {
          pauses.add(span);
          now = now.plus(span);
        },
        (at, _) -> {
          assertThat(at).as("else it looks for ever").isBefore(START.plusSeconds(7200));
          return FailoverHoldTest.round(at, down.test(at));
        },
        (_, _) -> {});
  }

  private LossWatch.Listener listener() {
    return new LossWatch.Listener() {
      @Override
      public void looked(Detector detector, Dips dips) {
        seen = dips;
      }

      @Override
      public void held(Loss loss, Permission.Held held, Dips dips) {
        heard.add(held);
      }
    };
  }

  private static Maintenance maintenance(Instant until) {
    return new Maintenance("shop", "new disks", "ann", START, until);
  }

  private static PastFailover failover(Instant ended) {
    return new PastFailover("run", true, ended.minusSeconds(1), Optional.of(ended));
  }
}
