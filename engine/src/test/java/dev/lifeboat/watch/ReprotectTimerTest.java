package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.ReprotectPolicy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReprotectTimerTest {
  private static final Instant T = Instant.parse("2026-11-22T14:00:00Z");
  private static final Problem NO_CANDIDATE =
      Problem.passing(Code.LB3011, "followed another writer", "loses much", "reprotect");
  private static final Problem SILENT =
      Problem.passing(Code.LB2001, "does not answer", "unknown", "look");

  private static final Candidacy WELL = new Candidacy(List.of(), List.of());
  private static final Candidacy STALE = new Candidacy(List.of(NO_CANDIDATE), List.of());
  private static final Candidacy GONE = new Candidacy(List.of(), List.of(SILENT));
  private static final Candidacy HALF = new Candidacy(List.of(NO_CANDIDATE), List.of(SILENT));

  private final ReprotectTimer begin =
      ReprotectTimer.of(new ReprotectPolicy(Trigger.AUTOMATIC, Duration.ofMinutes(10)));

  @Test
  void a_workload_is_unprotected_from_the_first_look_that_found_no_candidate() {
    var now = begin.after(WELL, T).after(GONE, T.plusSeconds(1)).after(STALE, T.plusSeconds(9));

    assertThat(now.unprotectedSince()).contains(T.plusSeconds(1));
    assertThat(now.after(WELL, T.plusSeconds(10)).unprotectedSince()).isEmpty();
  }

  @Test
  void the_old_side_must_have_answered_all_along_for_as_long_as_the_plan_asks() {
    var now = begin.after(GONE, T).after(STALE, T.plusSeconds(60));

    assertThat(now.isDue(T.plusSeconds(659))).isFalse();
    assertThat(now.isDue(T.plusSeconds(660))).isTrue();
    assertThat(now.after(HALF, T.plusSeconds(300)).after(STALE, T.plusSeconds(301)))
        .extracting(it -> it.isDue(T.plusSeconds(660)))
        .as("one of its stores fell silent in between")
        .isEqualTo(false);
  }

  @Test
  void a_side_that_is_protected_or_silent_is_never_due() {
    assertThat(begin.after(WELL, T).isDue(Instant.MAX)).isFalse();
    assertThat(begin.after(GONE, T).isDue(Instant.MAX)).isFalse();
  }

  @Test
  void what_failed_is_tried_again_after_as_long() {
    var failed = begin.after(STALE, T).again().after(STALE, T.plusSeconds(700));

    assertThat(failed.isDue(T.plusSeconds(700))).isFalse();
    assertThat(failed.isDue(T.plusSeconds(1300))).isTrue();
    assertThat(failed.unprotectedSince()).contains(T);
  }
}
