package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimelinesTest {
  private final Timelines timelines = new Timelines();

  @Test
  void a_fork_shares_its_parent_until_then_and_nothing_later() {
    int east = timelines.fork(0, 100);
    int west = timelines.fork(0, 60);

    assertThat(timelines.holds(east, 150, 0)).isEqualTo(100);
    assertThat(timelines.holds(east, 80, 0)).as("not so far yet").isEqualTo(80);
    assertThat(timelines.holds(west, 150, east)).isEqualTo(Timelines.NOTHING);
    assertThat(timelines.holds(east, 150, east)).isEqualTo(150);
  }

  @Test
  void a_grandchild_holds_what_all_forks_on_its_way_left() {
    int child = timelines.fork(0, 100);
    int grandchild = timelines.fork(child, 130);

    assertThat(timelines.holds(grandchild, 200, 0)).isEqualTo(100);
    assertThat(timelines.holds(grandchild, 200, child)).isEqualTo(130);
  }

  /// Two sides that were promoted from one parent count alike, as PostgreSQL does.
  @Test
  void numbers_count_from_the_parent_and_not_from_all() {
    int east = timelines.fork(0, 100);
    int west = timelines.fork(0, 100);

    assertThat(timelines.number(east)).isEqualTo(2).isEqualTo(timelines.number(west));
    assertThat(timelines.number(timelines.fork(west, 120))).isEqualTo(3);
  }
}
