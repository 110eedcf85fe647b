package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The writer goes home in the window of the plan, or when a person says.
final class ScheduledFailbackTest {
  private static final Instant FRIDAY = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path state;
  private Duration waited = Duration.ZERO;
  private boolean servesUsers;
  private Optional<Problem> unstoppable = Optional.empty();

  /// Sends the writer home on that Friday, in a process that ends as soon as it would wait.
  ///
  /// @return what was told until then
  private String waitToGoHome(Optional<UnaryOperator<Instant>> at) throws Exception {
    var plan =
        Files.writeString(
            state.resolve("lifeboat.yaml"),
            Files.readString(StorefrontPlan.PLAN)
                .replace(
                    "    failover:",
                    "    failback: { window: \"sat 02:00-05:00 Europe/Berlin\" }\n    failover:"));
    var file = StorefrontPlan.read(plan);
    var platform =
        new ScriptedRegions(state, Placement.first("shop", "west"), file.plan(), servesUsers);
    unstoppable.ifPresent(why -> {
      platform.hold("fenced", Observation.pending("open"));
      platform.preflight("fenced", Readiness.notReady(why));
    });
    var moved = new ControlledWorkload(file, file.workload("shop"), platform, state);
    var request =
        new MoveRequest(Mode.FAILBACK, Optional.empty(), Optional.empty(), Overrides.NONE, at);
    var here = ProgressLines.host();
    var host =
        new HostProcess(
            Clock.fixed(FRIDAY, ZoneOffset.UTC),
            this::pause,
            here.random(),
            here.zone(),
            here.pid());
    var told = new ProgressLines();

    assertThatExceptionOfType(
            unstoppable.isPresent() ? ProblemException.class : InterruptedException.class)
        .isThrownBy(() -> Move.of(moved, request).run(told.requester(host)))
        .satisfies(it -> {
          if (it instanceof ProblemException refused) {
            assertThat(Optional.of(refused.problem())).isEqualTo(unstoppable);
          }
        });

    assertThat(platform.placements().read("shop")).contains(Placement.first("shop", "west"));
    return told.toString();
  }

  private void pause(Duration span) throws InterruptedException {
    waited = span;
    throw new InterruptedException();
  }

  @Test
  void the_writer_stays_away_until_the_window_of_the_plan_begins() throws Exception {
    assertThat(waitToGoHome(Optional.empty())).contains("Scheduled[at=2026-11-21T01:00:00Z]");
    assertThat(waited).isEqualTo(Duration.ofHours(13));
  }

  /// Goal: who goes to bed until the window begins has a move that would get to its end by now.
  @Test
  void a_writer_that_nobody_could_stop_is_told_before_anybody_waits() throws Exception {
    servesUsers = true;
    unstoppable =
        Optional.of(
            Problem.lasting(Code.LB2016, "no guard holds its lease", "it writes", "run one"));

    assertThat(waitToGoHome(Optional.empty())).doesNotContain("Scheduled[");
    assertThat(waited).isZero();
  }

  @Test
  void the_moment_that_a_person_names_goes_before_the_window() throws Exception {
    assertThat(waitToGoHome(Optional.of(now -> now.plusSeconds(90))))
        .contains("Scheduled[at=2026-11-20T12:01:30Z]");
    assertThat(waited).isEqualTo(Duration.ofSeconds(90));
  }
}
