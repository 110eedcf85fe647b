package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The simulated front door keeps the rules of the real one.
final class SimFrontDoorTest {
  private static final int HOME = 0;
  private static final int AWAY = 1;

  @Test
  void a_share_that_comes_after_everything_was_routed_changes_nothing() {
    var door = new SimFrontDoor(AWAY, 2);
    door.close(AWAY, 3);
    door.share(HOME, 5, 3, 0);
    assertThat(door.serves(AWAY)).as("on trial").isTrue();
    door.route(HOME, 3);

    door.share(HOME, 5, 3, 1);

    assertThat(door.serves(HOME)).isTrue();
    assertThat(door.serves(AWAY)).isFalse();
    door.share(HOME, 5, 4, 2);
    assertThat(door.serves(AWAY)).as("under a higher epoch").isTrue();
  }

  /// Goal: users who are all in the region on trial, since the other one failed, are not home yet:
  /// the trial may still take them back.
  @Test
  void a_trial_that_has_got_everything_is_not_routed() {
    var door = new SimFrontDoor(AWAY, 2);
    door.close(AWAY, 3);
    door.share(HOME, 5, 3, 0);
    door.judge(true, false);
    assertThat(door.serves(AWAY)).isFalse();
    assertThat(door.routedTo(HOME)).isFalse();

    door.route(HOME, 3);
    assertThat(door.routedTo(HOME)).isTrue();
  }

  @Test
  void a_trial_that_fails_gives_all_back_and_is_told_once() {
    var door = new SimFrontDoor(AWAY, 2);
    door.share(HOME, 25, 3, 0);
    door.judge(false, true);

    assertThat(door.serves(HOME)).isFalse();
    assertThat(door.serves(AWAY)).isTrue();
    assertThat(door.onTrial(HOME)).isFalse();
    assertThat(door.takeStop(AWAY)).as("of the other region").isFalse();
    assertThat(door.takeStop(HOME)).isTrue();
    assertThat(door.takeStop(HOME)).as("asked again").isFalse();
  }

  @Test
  void a_share_is_borne_once_it_was_held_long_enough() {
    var door = new SimFrontDoor(AWAY, 2);
    door.share(HOME, 25, 3, 100);

    assertThat(door.bears(HOME, 25, 50, 149)).as("too early").isFalse();
    assertThat(door.bears(HOME, 25, 50, 150)).isTrue();
    assertThat(door.bears(HOME, 50, 50, 150)).as("a larger share").isFalse();
  }

  @Test
  void a_region_is_closed_until_something_is_sent_there() {
    var door = new SimFrontDoor(HOME, 1);
    door.close(HOME, 2);

    assertThat(door.isClosed(HOME)).isTrue();
    assertThat(door.isClosed(AWAY)).as("nobody closed it").isFalse();
    assertThat(door.epoch()).isEqualTo(2);
    door.route(AWAY, 2);
    assertThat(door.isClosed(HOME)).isTrue();
    door.share(HOME, 5, 3, 0);
    assertThat(door.isClosed(HOME)).isFalse();
  }
}
