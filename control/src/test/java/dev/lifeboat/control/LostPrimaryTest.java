package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a watch does once the primary is lost, by what it decides.
final class LostPrimaryTest {
  private static final Problem SILENT =
      Problem.passing(Code.LB2002, "west is silent", "nothing was done", "try again");

  @TempDir private Path state;
  private final ProgressLines told = new ProgressLines();
  private ScriptedRegions platform;

  @BeforeEach
  void lose_the_primary() throws Exception {
    platform = new ScriptedRegions(state, Placement.first("shop", "east"));
    platform.loseWriter();
  }

  private WatchLoop watch(String trigger, boolean attended) throws Exception {
    var plan = state.resolve(trigger.replaceAll("\\W+", "-") + ".yaml");
    Files.writeString(
        plan,
        Files.readString(StorefrontPlan.PLAN)
            .replace("trigger: automatic", "trigger: " + trigger)
            .replace("every: 200ms", "every: 50ms"));
    var file = StorefrontPlan.read(plan);
    var shop = new ControlledWorkload(file, file.workload("shop"), platform, state);
    return new WatchLoop(shop, told.requester(), attended);
  }

  private void refused(WatchLoop watch, Code code) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(watch::run)
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(code));
    assertThat(state.resolve("runs")).doesNotExist();
  }

  /// Goal: users who are out beside a living writer are moved by plan where the plan wants that,
  /// and else nobody is.
  @Test
  void users_who_are_out_alone_are_moved_by_plan() throws Exception {
    var living = new ScriptedRegions(state.resolve("living"), Placement.first("shop", "east"));
    living.loseUsers("east");
    platform = living;
    var asked = watch("approval, on: users, usersAfter: 0s", true).run();
    assertThat(asked)
        .isInstanceOfSatisfying(
            WatchLoop.End.PersonNeeded.class,
            it -> assertThat(it.lost().mode()).isEqualTo(Mode.SWITCHOVER));
    assertThat(state.resolve("runs")).doesNotExist();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = living.awaitViews();
      var _ = threads.submit(watch("automatic, on: users, usersAfter: 0s", true)::run);
      assertThat(living.awaitViews()).isEqualTo("east");
      assertThat(living.awaitViews()).as("where the writer is now").isEqualTo("west");
      threads.shutdownNow();
    }
    assertThat(living.placements().read("shop").orElseThrow().writer()).isEqualTo("west");
  }

  @Test
  void users_who_are_out_alone_are_left_where_the_plan_does_not_say_so() throws Exception {
    platform = new ScriptedRegions(state.resolve("living"), Placement.first("shop", "east"));
    platform.loseUsers("east");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = threads.submit(watch("automatic", true)::run);
      platform.awaitQuestions(3);
      assertThat(running.isDone()).isFalse();
      threads.shutdownNow();
    }
    assertThat(state.resolve("runs")).doesNotExist();
  }

  @Test
  void a_plan_that_leaves_it_to_a_person_ends_the_watch() throws Exception {
    assertThat(watch("manual", true).run()).isInstanceOf(WatchLoop.End.PersonNeeded.class);
    assertThat(watch("approval", false).run()).isInstanceOf(WatchLoop.End.PersonNeeded.class);
    assertThat(state.resolve("runs")).doesNotExist();
  }

  @Test
  void a_loss_that_nobody_knows_is_no_affair_of_an_automatic_failover() throws Exception {
    refused(watch("automatic", true), Code.LB3009);
  }

  @Test
  void a_region_without_a_candidate_ends_the_watch() throws Exception {
    var stale = Problem.lasting(Code.LB3011, "it did not follow", "its writes are lost", "wait");
    platform.preflight("promoted", new Readiness.NoCandidate(stale));

    refused(watch("approval", true), Code.LB3011);
  }

  /// The next look finds that it answers; nobody is there to approve the run that is opened then.
  @Test
  void a_region_that_is_silent_too_is_waited_for() throws Exception {
    platform.preflight("promoted", Readiness.notReady(SILENT));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = threads.submit(watch("approval", true)::run);
      platform.awaitViews();
      platform.awaitViews();
      assertThat(state.resolve("runs")).doesNotExist();

      platform.preflight("promoted", Readiness.ready());

      assertThat(running.get()).isInstanceOf(WatchLoop.End.Stopped.class);
    }
    assertThat(told.toString()).contains("watch nowhere west is silent");
  }

  /// Goal: while people work on it nobody is moved or asked; once they are done, it is acted on.
  @Test
  void while_people_work_on_it_nothing_is_done() throws Exception {
    var now = ProgressLines.host().clock().instant();
    platform
        .pauses()
        .begin(new Maintenance("shop", "new disks", "ann", now, now.plus(Duration.ofHours(1))));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = threads.submit(watch("manual", true)::run);
      try {
        told.await("paused by ann: new disks");
        assertThat(running.isDone()).isFalse();
        platform.pauses().endMaintenance("shop");
        assertThat(running.get()).isInstanceOf(WatchLoop.End.PersonNeeded.class);
      } finally {
        threads.shutdownNow();
      }
    }
  }
}
