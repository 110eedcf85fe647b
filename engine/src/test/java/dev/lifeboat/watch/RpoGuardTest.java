package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy.BeyondRpo;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class RpoGuardTest {
  private static final List<String> STORES = List.of("orders", "images");
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final Duration RPO = Duration.ofSeconds(10);
  private static final RpoGuard REFUSES = guard(RPO, BeyondRpo.REFUSE);
  private static final RpoGuard ALLOWS = guard(RPO, BeyondRpo.ALLOW);

  private static RpoGuard guard(Duration rpo, BeyondRpo policy) {
    return new RpoGuard("shop", List.of("orders"), List.of("pictures"), rpo, policy);
  }

  @Test
  void exactly_the_rpo_is_no_alarm_and_any_more_is() {
    assertThat(REFUSES.alarm(behind(RPO), NOW)).isEmpty();

    var alarm = REFUSES.alarm(behind(RPO.plusMillis(1)), NOW).orElseThrow();

    assertThat(alarm.code()).isEqualTo(Code.LB3009);
    assertThat(alarm.happened()).contains("'orders'", "10.0 s");
  }

  @Test
  @Tag("invariant-40")
  void a_failover_that_would_lose_more_than_the_rpo_is_not_automatic() {
    var backlog = behind(Duration.ofSeconds(11));

    assertThat(REFUSES.refusal(backlog, NOW).orElseThrow().code()).isEqualTo(Code.LB3009);
    assertThat(REFUSES.refusal(backlog, NOW.minusSeconds(1))).isEmpty();
  }

  @Test
  void a_plan_that_allows_it_is_told_and_not_stopped() {
    var backlog = behind(Duration.ofSeconds(60));

    assertThat(ALLOWS.alarm(backlog, NOW)).isPresent();
    assertThat(ALLOWS.refusal(backlog, NOW)).isEmpty();
  }

  @Test
  void what_nobody_saw_complete_is_unknown_and_stops_an_automatic_failover_whatever_is_allowed() {
    var others = Backlog.of(Map.of("images", NOW));

    assertThat(REFUSES.refusal(Backlog.unknown(), NOW).orElseThrow().happened())
        .contains("'orders'", "never seen complete");
    assertThat(REFUSES.refusal(others, NOW)).isPresent();
    assertThat(ALLOWS.refusal(others, NOW)).isPresent();
  }

  @Test
  void a_lag_below_the_resolution_of_the_looks_is_none_also_where_nothing_may_be_lost() {
    var none = guard(Duration.ZERO, BeyondRpo.REFUSE);

    assertThat(none.refusal(behind(RpoGuard.RESOLUTION), NOW)).isEmpty();
    assertThat(none.refusal(behind(RpoGuard.RESOLUTION.plusMillis(1)), NOW)).isPresent();
  }

  @Test
  void a_look_that_cannot_tell_lets_the_lag_grow_and_no_look_turns_time_back() {
    var seen = behind(Duration.ofSeconds(1));
    var silent = seen.after(List.of(new Replica("orders", Optional.empty(), "silent")));
    var older =
        seen.after(
            List.of(new Replica("orders", Optional.of(NOW.minusSeconds(30)), "an old answer")));

    assertThat(silent.completeUntil()).isEqualTo(seen.completeUntil());
    assertThat(silent.at(NOW.plusSeconds(20), STORES).orElseThrow().lag()).hasSeconds(21);
    assertThat(REFUSES.refusal(silent, NOW)).isEmpty();
    assertThat(older).isEqualTo(seen);
  }

  @Test
  void the_store_that_is_furthest_behind_counts() {
    var both =
        behind(Duration.ofSeconds(20))
            .after(List.of(new Replica("images", Optional.of(NOW), "0 objects in the queue")));

    assertThat(both.at(NOW, STORES).orElseThrow().store()).isEqualTo("orders");
    assertThat(REFUSES.refusal(both, NOW)).isPresent();
  }

  /// The look that said so is the last one before the primary was lost: nobody says more.
  @Test
  void a_store_whose_clients_did_not_wait_stops_an_automatic_failover_whatever_is_allowed() {
    var early =
        behind(Duration.ZERO)
            .after(
                List.of(new Replica("pictures", Optional.empty(), "answered before west has it")));
    var silent = early.after(List.of());
    var waits = silent.after(List.of(new Replica("pictures", Optional.of(NOW), "clients wait")));

    assertThat(ALLOWS.refusal(silent, NOW).orElseThrow().happened())
        .contains("'pictures'", "answered before");
    assertThat(ALLOWS.refusal(waits, NOW)).isEmpty();
    assertThat(REFUSES.refusal(waits, NOW.plusSeconds(1))).isEmpty();
  }

  /// It falls silent with its writer, and waits all the same.
  @Test
  void a_store_whose_clients_wait_is_never_behind() {
    var waits =
        behind(Duration.ZERO)
            .after(
                List.of(new Replica("pictures", Optional.of(NOW.minus(RPO.multipliedBy(2))), "")));

    assertThat(REFUSES.refusal(waits, NOW)).isEmpty();
  }

  private static Backlog behind(Duration lag) {
    return Backlog.unknown()
        .after(List.of(new Replica("orders", Optional.of(NOW.minus(lag)), "seen")));
  }
}
