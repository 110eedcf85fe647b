package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Making the old side a replica again by a run of its own, alone and as the watch does it.
final class ReprotectionTest {
  private static final Placement AWAY = Placement.first("shop", "west");
  private static final Readiness NO_ROOM =
      Readiness.notReady(
          Problem.lasting(
              Code.LB2004, "there is no room for a clone", "nothing was cloned", "make room"));
  private static final Readiness STALE =
      new Readiness.NoCandidate(
          Problem.lasting(
              Code.LB3011, "it followed another writer", "nobody was promoted", "reprotect"));

  private static final Problem OPEN =
      Problem.lasting(Code.LB2018, "east-db is open", "it takes writes", "close it");

  @TempDir private Path state;
  private final ProgressLines told = new ProgressLines();
  private ScriptedRegions platform;
  private Reprotection reprotection;

  @BeforeEach
  void the_writer_is_away_and_home_followed_another() throws Exception {
    platform = new ScriptedRegions(state, AWAY);
    platform.preflight("promoted", STALE);
    platform.unsettle("replicating");
    var plan =
        Files.writeString(
            state.resolve("lifeboat.yaml"),
            Files.readString(StorefrontPlan.PLAN)
                .replace("failures: 3 } }", "failures: 3 }, reprotect: automatic, after: 0s }"));
    var file = StorefrontPlan.read(plan);
    reprotection =
        new Reprotection(
            new ControlledWorkload(file, file.workload("shop"), platform, state), told.requester());
    assertThat(reprotection.controlled().workload().failover().reprotect().trigger())
        .isEqualTo(FailoverPolicy.Trigger.AUTOMATIC);
  }

  @Test
  void a_run_that_reaches_its_goals_leaves_the_writer_where_it_is() throws Exception {
    assertThat(reprotection.look().isReprotectable()).isTrue();

    assertThat(reprotection.run("ann", "a test").done()).isTrue();

    var placed = platform.placements().read("shop").orElseThrow();
    assertThat(placed.writer()).isEqualTo("west");
    assertThat(placed.openRun()).isEmpty();
  }

  /// Goal: whoever makes way for a replica knows what it took meanwhile. Method: by the watch or
  /// the way home, by its own command, and as that is shown beforehand.
  @Test
  void an_old_writer_that_is_open_is_told_before_anything_is_changed() throws Exception {
    platform.leaveOpen(OPEN);

    assertThat(reprotection.run("ann", "a test").done()).isTrue();

    assertThat(told.toString().lines().filter(it -> it.contains("east-db is open"))).hasSize(1);
    assertThat(told.toString().indexOf("east-db is open"))
        .isLessThan(told.toString().indexOf("begun"));
  }

  @Test
  void the_command_and_its_preview_tell_it_too() throws Exception {
    platform.leaveOpen(OPEN);
    var request =
        new MoveRequest(
            Mode.REPROTECT,
            Optional.empty(),
            Optional.empty(),
            Overrides.NONE,
            Optional.empty(),
            Optional.empty());

    assertThat(Move.look(reprotection.controlled(), request).leftOpen())
        .singleElement()
        .asString()
        .startsWith("LB2018 east-db is open");

    var _ = Move.of(reprotection.controlled(), request).run(told.requester());
    assertThat(told.toString().lines().filter(it -> it.contains("east-db is open"))).hasSize(1);
    assertThat(told.toString().indexOf("east-db is open"))
        .isLessThan(told.toString().indexOf("runbook"));
  }

  @Test
  void what_is_not_possible_now_is_not_ready_and_opens_no_run() throws Exception {
    platform.preflight("replicating", NO_ROOM);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reprotection.run("ann", "before the way home"))
        .matches(it -> it.problem().code().exitCode() == 3)
        .withMessageContaining("there is no room for a clone");

    assertNoRun();
  }

  /// Goal: a hindrance that lasts costs one line, not a run, a folder and two epochs each time that
  /// the watch tries again.
  @Test
  void the_watch_tells_a_hindrance_once_opens_no_run_and_goes_on_when_it_is_gone()
      throws Exception {
    platform.preflight("replicating", NO_ROOM);
    try (var _ = new ProtectionWatch(reprotection)) {
      platform.awaitQuestions(30);
      assertNoRun();
      assertThat(told.toString().lines().filter(line -> line.contains("hindered"))).hasSize(1);

      platform.preflight("replicating", Readiness.ready());
      platform.awaitRun();
    }
    assertThat(new RunRecords(state).list()).isNotEmpty();
  }

  private void assertNoRun() throws Exception {
    assertThat(platform.placements().read("shop")).contains(AWAY);
    assertThat(state.resolve("runs")).doesNotExist();
  }
}
