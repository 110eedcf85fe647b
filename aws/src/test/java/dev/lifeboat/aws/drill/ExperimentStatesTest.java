package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.fis.model.ExperimentStatus.COMPLETED;
import static software.amazon.awssdk.services.fis.model.ExperimentStatus.FAILED;
import static software.amazon.awssdk.services.fis.model.ExperimentStatus.INITIATING;
import static software.amazon.awssdk.services.fis.model.ExperimentStatus.PENDING;
import static software.amazon.awssdk.services.fis.model.ExperimentStatus.RUNNING;
import static software.amazon.awssdk.services.fis.model.ExperimentStatus.STOPPED;
import static software.amazon.awssdk.services.fis.model.ExperimentStatus.STOPPING;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;

/// What an experiment's states mean for a drill.
final class ExperimentStatesTest {
  private static final Instant BEGAN = Instant.parse("2026-11-20T08:00:00Z");
  private static final Fault LOST = new Fault.RegionLost("east");
  private static final Fault ZONE = new Fault.ZoneLost("orders", "east");

  private Instant now = BEGAN;

  private Experiments experiments(OneExperiment fis) {
    return experiments(fis, shownAfter(0));
  }

  private Experiments experiments(OneExperiment fis, Sign sign) {
    var clients =
        new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
            .with((_, _) -> Optional.of(fis));
    return new Experiments(
        clients,
        "us-east-1",
        Map.of(LOST, "EXT1", ZONE, "EXT2"),
        fault -> fault == ZONE ? Optional.of(sign) : Optional.empty(),
        () -> now,
        this::pass,
        new HashMap<>(),
        new HashSet<>());
  }

  private void pass(Duration span) {
    now = now.plus(span);
  }

  private static Sign shownAfter(int looks) {
    var left = new AtomicInteger(looks);
    return new Sign(() -> left.getAndDecrement() <= 0, "db-1 is still in us-east-1a");
  }

  @Test
  void what_runs_is_in_effect_and_is_stopped_once() throws Exception {
    var fis = new OneExperiment(PENDING, INITIATING, RUNNING).onceStopped(STOPPING, STOPPED);
    var experiments = experiments(fis);

    experiments.inject(LOST);
    assertThat(now).as("it was waited for").isAfter(BEGAN);
    experiments.inject(LOST);
    experiments.heal(LOST);
    experiments.heal(LOST);

    assertThat(fis.asked()).containsExactly("start EXT1", "stop EXP1");
  }

  @Test
  void what_is_over_at_once_is_in_effect_and_nothing_is_left_to_stop() throws Exception {
    var fis = new OneExperiment(INITIATING, COMPLETED);
    var experiments = experiments(fis);

    experiments.inject(ZONE);
    experiments.heal(ZONE);

    assertThat(fis.asked()).containsExactly("start EXT2");
  }

  @Test
  void what_is_over_at_once_is_not_in_effect_before_it_shows() throws Exception {
    var experiments = experiments(new OneExperiment(INITIATING, COMPLETED), shownAfter(60));

    experiments.inject(ZONE);

    assertThat(Duration.between(BEGAN, now)).isEqualTo(Duration.ofMillis(30_500));
  }

  @Test
  void what_never_shows_broke_nothing() {
    var experiments =
        experiments(new OneExperiment(INITIATING, COMPLETED), shownAfter(Integer.MAX_VALUE));

    assertRefused(
        () -> experiments.inject(ZONE),
        "broke nothing in 600 s: db-1 is still in us-east-1a",
        "get-experiment-template --id EXT1");
  }

  @Test
  void one_that_fails_before_it_shows_is_told() {
    var experiments =
        experiments(new OneExperiment(RUNNING, RUNNING, FAILED), shownAfter(Integer.MAX_VALUE));

    assertRefused(() -> experiments.inject(ZONE), "is failed: as the test says", "broken in part");
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "STOPPED", "CANCELLED"})
  void one_that_ends_while_it_begins_is_told(ExperimentStatus end) {
    var experiments = experiments(new OneExperiment(INITIATING, end));

    assertRefused(
        () -> experiments.inject(LOST),
        "experiment EXP1 of template EXT1 is %s".formatted(end),
        "broken in part");
  }

  @Test
  void one_that_does_not_begin_is_told_and_how_to_stop_it() {
    var experiments = experiments(new OneExperiment(INITIATING));

    assertRefused(
        () -> experiments.inject(LOST),
        "has not begun in 300 s: it is initiating",
        "stop-experiment --id EXP1 --region us-east-1");
  }

  @Test
  void one_that_has_not_begun_is_stopped_all_the_same() throws Exception {
    var fis = new OneExperiment(INITIATING).onceStopped(STOPPED);
    var experiments = experiments(fis);

    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> experiments.inject(LOST));
    experiments.heal(LOST);

    assertThat(fis.asked()).containsExactly("start EXT1", "stop EXP1");
  }

  @Test
  void one_that_failed_when_it_was_to_be_healed_may_have_left_something_broken() throws Exception {
    var fis = new OneExperiment(RUNNING).onceStopped(STOPPING, FAILED);
    var experiments = experiments(fis);
    experiments.inject(LOST);

    assertRefused(() -> experiments.heal(LOST), "is failed", "may still be broken");
  }

  @ParameterizedTest
  @EnumSource(names = {"STOPPING", "STOPPED"})
  void one_that_its_alarm_stopped_is_no_drill(ExperimentStatus seen) throws Exception {
    var fis = new OneExperiment(RUNNING);
    var experiments = experiments(fis);
    experiments.inject(LOST);
    fis.goesOn(seen, STOPPED);

    assertRefused(
        () -> experiments.heal(LOST), "is stopped: as the test says", "before the drill was over");
    assertThat(fis.asked()).as("nothing is left to stop").containsExactly("start EXT1");
    experiments.heal(LOST);
  }

  @Test
  void one_that_a_drill_stopped_in_its_second_try_is_healed() throws Exception {
    var fis = new OneExperiment(RUNNING).onceStopped(STOPPING);
    var experiments = experiments(fis);
    experiments.inject(LOST);
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> experiments.heal(LOST));
    fis.goesOn(STOPPED);

    experiments.heal(LOST);

    assertThat(fis.asked()).containsExactly("start EXT1", "stop EXP1");
  }

  @Test
  void what_became_of_one_says_nothing_of_the_next() throws Exception {
    var fis = new OneExperiment(RUNNING).onceStopped(FAILED);
    var experiments = experiments(fis);
    experiments.inject(LOST);
    assertRefused(() -> experiments.heal(LOST), "is failed", "may still be broken");
    fis.goesOn(RUNNING);
    experiments.inject(LOST);
    fis.goesOn(STOPPED);

    assertRefused(() -> experiments.heal(LOST), "is stopped", "before the drill was over");
  }

  @Test
  void one_that_ends_while_it_is_asked_to_stop_is_healed() throws Exception {
    var fis = new OneExperiment(RUNNING, RUNNING, COMPLETED);
    var experiments = experiments(fis);
    experiments.inject(LOST);
    experiments.heal(LOST);

    assertThat(fis.asked()).containsExactly("start EXT1", "stop EXP1");
  }

  @Test
  void one_that_does_not_let_itself_be_stopped_is_told() throws Exception {
    var experiments = experiments(new OneExperiment(RUNNING));
    experiments.inject(LOST);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> experiments.heal(LOST))
        .satisfies(told -> {
          assertThat(told.problem().happened()).contains("cannot be stopped");
          assertThat(told.problem().means()).contains("EXP1 may still break us-east-1");
        });
  }

  @Test
  void one_that_goes_on_stopping_is_told() throws Exception {
    var experiments = experiments(new OneExperiment(RUNNING).onceStopped(STOPPING));
    experiments.inject(LOST);

    assertRefused(
        () -> experiments.heal(LOST), "has not stopped in 900 s", "stop-experiment --id EXP1");
  }

  private static void assertRefused(ThrowingCallable call, String happened, String told) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB5003);
          assertThat(refused.problem().happened()).contains(happened);
          assertThat(refused.problem().means() + refused.problem().action()).contains(told);
        });
  }
}
