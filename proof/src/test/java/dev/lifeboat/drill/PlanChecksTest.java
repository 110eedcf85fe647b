package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Check;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.scenario.Criterion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanChecksTest {
  private Instant now = Instant.EPOCH;
  private int made;

  private PlanChecks checks(Check... checks) {
    var clock = new DrillClock(() -> now, span -> now = now.plus(span));
    return new PlanChecks(List.of(checks), clock, Duration.ofSeconds(1));
  }

  private Observation passesAtTheThird(Check check) {
    made++;
    return made < 3 ? Observation.pending("503") : Observation.met("200");
  }

  @Test
  void a_check_is_made_until_it_passes() throws Exception {
    assertThat(checks(new Check("/a", 200)).pass(this::passesAtTheThird, ""))
        .isEqualTo(Criterion.met("the plan's check passes"));
    assertThat(made).isEqualTo(3);
  }

  @Test
  void one_that_never_passes_is_named_with_its_place() throws Exception {
    var seen =
        checks(new Check("/a", 200), new Check("/b", 200))
            .pass(
                check ->
                    check.http().equals("/a")
                        ? Observation.met("200")
                        : Observation.unreachable("no answer"),
                " in the sandbox");

    assertThat(seen).isEqualTo(Criterion.missed("/b does not pass in the sandbox"));
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(1));
  }

  @Test
  void a_plan_without_checks_says_so() throws Exception {
    assertThat(checks().pass(this::passesAtTheThird, "").why())
        .isEqualTo("the plan asks for no check beside the canary's writes");
    assertThat(made).isZero();
  }
}
