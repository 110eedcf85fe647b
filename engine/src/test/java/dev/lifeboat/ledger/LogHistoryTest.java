package dev.lifeboat.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.ledger.LogHistory.Switch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LogHistoryTest {

  @Test
  void an_old_writer_parts_where_the_new_one_was_promoted() {
    var promoted = new LogHistory(List.of(new Switch(1, 50)), 2, 90);

    assertThat(fork(on(1, 70), promoted)).isEqualTo(new LogFork(50, 1, 0, false));
    assertThat(fork(on(1, 50), promoted)).isEqualTo(new LogFork(50, 1, 0, true));
    assertThat(fork(on(1, 40), promoted)).isEqualTo(new LogFork(40, 1, 0, true));
    assertThat(fork(promoted, on(1, 70))).isEqualTo(new LogFork(50, 1, 0, false));
  }

  @Test
  void two_sides_promoted_from_one_parent_are_told_apart_although_both_are_timeline_2() {
    var west = new LogHistory(List.of(new Switch(1, 50)), 2, 60);
    var east = new LogHistory(List.of(new Switch(1, 55)), 2, 200);

    assertThat(fork(west, east)).isEqualTo(new LogFork(50, 1, 0, false));
    assertThat(fork(east, west)).isEqualTo(new LogFork(50, 1, 0, false));
  }

  @Test
  void what_both_left_at_one_place_for_different_timelines_parts_there() {
    var ours = new LogHistory(List.of(new Switch(1, 50)), 2, 60);
    var theirs = new LogHistory(List.of(new Switch(1, 50)), 3, 60);

    assertThat(fork(ours, theirs)).isEqualTo(new LogFork(50, 1, 0, false));
  }

  @Test
  void a_replica_of_the_present_timeline_may_be_behind_and_never_ahead() {
    var parents = List.of(new Switch(1, 50), new Switch(2, 80));
    var writer = new LogHistory(parents, 4, 100);

    assertThat(fork(new LogHistory(parents, 4, 90), writer))
        .isEqualTo(new LogFork(90, 4, 80, true));
    assertThat(fork(new LogHistory(parents, 4, 101), writer))
        .isEqualTo(new LogFork(100, 4, 80, false));
  }

  @Test
  void a_writer_that_went_back_before_its_own_promotion_has_lost_that_timeline() {
    var ours = new LogHistory(List.of(new Switch(1, 50), new Switch(2, 80)), 3, 81);

    assertThat(fork(ours, new LogHistory(List.of(new Switch(1, 50)), 2, 100)))
        .isEqualTo(new LogFork(80, 2, 50, false));
  }

  @Test
  void what_began_elsewhere_shares_nothing() {
    var fork = fork(on(7, 10), on(1, 10));

    assertThat(fork).isEqualTo(LogFork.NOTHING_SHARED);
    assertThatThrownBy(() -> on(0, 10)).hasMessageContaining("1 or more");
  }

  /// Goal: whatever two sides did, the rule finds the position where they parted. Method: a side is
  /// a list of records, each with a mark of its own. It writes once it was promoted, and is copied
  /// from the other side up to anywhere; a promotion takes the number after the one it is on, as
  /// PostgreSQL does without an archive, so that numbers meet. Promotions at the very same position
  /// are left out: no history tells of them.
  @Test
  void it_finds_where_two_random_sides_parted() {
    long parted = 0;
    for (long seed = 1; seed <= 500; seed++) {
      var random = new SplittableRandom(seed);
      var promotedAt = new HashSet<Integer>();
      var sides = new ArrayList<>(List.of(Side.first(), Side.first().upTo(0)));
      for (int step = 0; step < 40; step++) {
        int which = random.nextInt(2);
        sides.set(which, next(sides.get(which), sides.get(1 - which), promotedAt, random));
        var ours = sides.getFirst();
        var theirs = sides.getLast();
        var fork = fork(ours.history(), theirs.history());
        assertThat(fork.at()).as("seed %d: %s", seed, sides).isEqualTo(ours.shared(theirs));
        assertThat(fork.ancestor()).isEqualTo(fork.at() == ours.end() && !ours.barelyPromoted());
        parted += fork.at() < Math.min(ours.end(), theirs.end()) ? 1 : 0;
      }
    }
    assertThat(parted).as("else nothing is shown").isGreaterThan(1_000);
  }

  private static Side next(
      Side side, Side other, Set<Integer> promotedAt, SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> other.upTo(random.nextInt(other.end() + 1));
      case 1 -> side.writes() || !promotedAt.add(side.end()) ? side : side.promoted();
      default -> side.writes() ? side.write(random) : side;
    };
  }

  /// @param marks of its records, by position
  /// @param timelines of its records
  private record Side(
      List<Long> marks, List<Long> timelines, List<Switch> left, long timeline, boolean writes) {
    static Side first() {
      return new Side(List.of(), List.of(), List.of(), 1, true);
    }

    int end() {
      return marks.size();
    }

    Side write(SplittableRandom random) {
      var more = new ArrayList<>(marks);
      var owned = new ArrayList<>(timelines);
      for (int records = random.nextInt(1, 9); records > 0; records--) {
        more.add(random.nextLong());
        owned.add(timeline);
      }
      return new Side(more, owned, left, timeline, true);
    }

    Side promoted() {
      var switches = new ArrayList<>(left);
      switches.add(new Switch(timeline, end()));
      return new Side(marks, timelines, switches, timeline + 1, true);
    }

    Side upTo(int end) {
      return new Side(
          marks.subList(0, end),
          timelines.subList(0, end),
          left.stream().filter(it -> it.at() < end).toList(),
          end == 0 ? 1 : timelines.get(end - 1),
          false);
    }

    /// Promoted, and nothing written yet: it cannot follow, though it has nothing alone.
    boolean barelyPromoted() {
      return writes && !left.isEmpty() && left.getLast().at() == end();
    }

    LogHistory history() {
      return new LogHistory(left, timeline, end());
    }

    long shared(Side other) {
      int same = 0;
      while (same < Math.min(end(), other.end()) && marks.get(same).equals(other.marks.get(same))) {
        same++;
      }
      return same;
    }
  }

  private static LogHistory on(long timeline, long end) {
    return new LogHistory(List.of(), timeline, end);
  }

  private static LogFork fork(LogHistory ours, LogHistory theirs) {
    return LogHistory.fork(ours, theirs);
  }
}
