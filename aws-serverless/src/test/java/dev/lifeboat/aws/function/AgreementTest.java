package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.function.Agreement.Look;
import dev.lifeboat.aws.function.Agreement.Verdict;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.Round.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The rule by which a function finds a region lost: all that it can see must agree, long enough.
class AgreementTest {
  private static final FailoverPolicy.Detect THREE =
      new FailoverPolicy.Detect(Duration.ofSeconds(1), 3);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final View UP = new View.Up("it answers");
  private static final View DOWN = new View.Down("it does not");
  private static final View UNKNOWN = new View.Unknown("nobody can tell");

  private static Look look(int second, View address, View west, View edge) {
    return new Look(NOON.plusSeconds(second), address, Map.of("west", west, "edge", edge));
  }

  private static Agreement of(Look... looks) {
    var agreement = Agreement.none(THREE);
    for (var look : looks) {
      agreement = agreement.after(look);
    }
    return agreement;
  }

  @Test
  void lost_is_what_all_views_call_down_for_as_many_looks_as_the_plan_says() {
    assertThat(of(look(0, DOWN, DOWN, DOWN), look(1, DOWN, DOWN, DOWN)).verdict())
        .isEqualTo(Verdict.SUSPECTED);

    var third = of(look(0, DOWN, UP, UP), look(1, DOWN, DOWN, DOWN), look(2, DOWN, DOWN, DOWN));

    assertThat(third.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(third.failedSince()).isEqualTo(Optional.of(NOON));
  }

  @Test
  @Tag("invariant-63")
  void silence_of_the_address_alone_is_disputed_however_long_it_lasts() {
    var agreement = Agreement.none(THREE);
    for (int second = 0; second < 100; second++) {
      agreement = agreement.after(look(second, DOWN, UP, DOWN));
    }
    assertThat(agreement.verdict()).isEqualTo(Verdict.DISPUTED);
  }

  @Test
  @Tag("invariant-63")
  void a_view_that_cannot_be_had_never_agrees() {
    var unknown = look(0, DOWN, DOWN, UNKNOWN);
    assertThat(of(unknown, unknown, unknown).verdict()).isEqualTo(Verdict.DISPUTED);
    var nobody = new Look(NOON, DOWN, Map.of());
    assertThat(of(nobody, nobody, nobody).verdict()).isEqualTo(Verdict.DISPUTED);
  }

  @Test
  void one_answer_ends_the_row() {
    var back =
        of(
            look(0, DOWN, DOWN, DOWN),
            look(1, DOWN, DOWN, DOWN),
            look(2, UP, DOWN, DOWN),
            look(3, DOWN, DOWN, DOWN));

    assertThat(back.verdict()).isEqualTo(Verdict.SUSPECTED);
    assertThat(back.failedSince()).isEqualTo(Optional.of(NOON.plusSeconds(3)));
  }
}
