package dev.lifeboat.aws.trafficshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A share of users on trial: it is opened while both regions bear theirs, held, and taken back.
final class ShareTrialTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Share QUARTER =
      new Goal.Share(25, Duration.ofSeconds(30), 10, Duration.ofSeconds(1));
  private static final Goal.Routed HOME = new Goal.Routed("entry", "east", QUARTER);
  private static final Observation OPEN = Observation.met("open");

  private final List<String> done = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private Optional<String> east = Optional.empty();
  private Optional<String> west = Optional.empty();
  private boolean silent;
  private int opened;
  private ShareTrial trial;

  @BeforeEach
  void claim(@TempDir Path folder) throws Exception {
    var placements = new FilePlacements(folder);
    var first = Placement.first("shop", "west");
    placements.compareAndSet(Optional.empty(), first);
    placements.compareAndSet(Optional.of(first), first.claimedBy(RUN));
    trial =
        new ShareTrial(
            this::complaint, new HeldShare(() -> now), new PresentClaim(placements, "shop"));
  }

  private Optional<String> complaint(String region) throws ProblemException {
    if (silent) {
      throw Problem.passing(Code.LB2002, "silent", "-", "-").asException();
    }
    return region.equals("east") ? east : west;
  }

  private void pursue(RunId run, int number) throws Exception {
    var attempt = new Attempt(run, new StepId("s"), 2, number, Instant.MAX, Succession.of(1));
    trial.pursue(HOME, QUARTER, attempt, "west", new Doorway());
  }

  private void pursue(int number) throws Exception {
    pursue(RUN, number);
  }

  private final class Doorway implements ShareTrial.Door {
    @Override
    public boolean isShut() {
      return opened == 0;
    }

    @Override
    public boolean isOpen(int percent) {
      return opened >= percent;
    }

    @Override
    public void open(int percent) {
      opened = percent;
      done.add("open " + percent);
    }

    @Override
    public void openToAll() {
      done.add("all");
    }
  }

  @Test
  void it_is_opened_once_while_both_regions_bear_their_users() throws Exception {
    pursue(1);
    pursue(2);
    assertThat(done).containsExactly("open 25");
  }

  @Test
  void a_late_run_opens_nothing() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> pursue(new RunId("r-1"), 1))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB3002));
    assertThat(done).isEmpty();
  }

  @Test
  void a_home_that_cannot_take_it_yet_is_waited_for() {
    east = Optional.of("1 of 2 targets");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> pursue(1))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB2005));
    assertThat(done).isEmpty();
  }

  @Test
  void a_share_that_is_not_borne_is_taken_back() {
    opened = 5;
    east = Optional.of("1 of 2 targets");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> pursue(1))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB4006));
    assertThat(done).containsExactly("open 0");
  }

  @Test
  void all_go_home_where_the_other_region_cannot_take_the_rest_for_long() throws Exception {
    west = Optional.of("no targets");
    for (int number = 1; number < 7; number++) {
      int present = number;
      assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> pursue(present));
    }
    assertThat(done).isEmpty();
    pursue(7);
    assertThat(done).containsExactly("all");
  }

  private Observation look(Observation open, Observation effect) throws Exception {
    return trial.look(HOME, QUARTER, () -> open, _ -> effect);
  }

  @Test
  void it_holds_once_it_was_borne_for_as_long_as_it_must_be() throws Exception {
    assertThat(look(OPEN, OPEN)).isInstanceOf(Observation.Pending.class);
    now = now.plusSeconds(29);
    assertThat(look(OPEN, OPEN)).isInstanceOf(Observation.Pending.class);
    now = now.plusSeconds(1);
    assertThat(look(OPEN, OPEN)).isInstanceOf(Observation.Met.class);
  }

  @Test
  void it_begins_anew_after_a_look_in_which_it_was_not_borne() throws Exception {
    var _ = look(OPEN, OPEN);
    now = now.plusSeconds(29);
    east = Optional.of("1 of 2 targets");
    assertThat(look(OPEN, OPEN).text()).contains("not borne");
    east = Optional.empty();
    now = now.plusSeconds(1);
    assertThat(look(OPEN, OPEN)).isInstanceOf(Observation.Pending.class);
  }

  @Test
  void it_begins_anew_after_a_look_that_could_not_tell() throws Exception {
    var _ = look(OPEN, OPEN);
    now = now.plusSeconds(30);
    silent = true;
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> look(OPEN, OPEN));
    silent = false;
    assertThat(look(OPEN, OPEN)).isInstanceOf(Observation.Pending.class);
  }

  @Test
  void it_begins_once_users_are_seen_to_be_led_there() throws Exception {
    assertThat(look(OPEN, Observation.pending("not yet"))).isInstanceOf(Observation.Pending.class);
    now = now.plusSeconds(60);
    assertThat(look(OPEN, OPEN)).isInstanceOf(Observation.Pending.class);
  }
}
