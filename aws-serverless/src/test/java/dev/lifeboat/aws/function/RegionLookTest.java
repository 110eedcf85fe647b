package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round.View;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Detector.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The rule by which a function finds a region lost: all that it can see must agree, long enough.
class RegionLookTest {
  private static final FailoverPolicy.Detect THREE =
      new FailoverPolicy.Detect(Duration.ofSeconds(1), 3);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final View UP = new View.Up("it answers");
  private static final View DOWN = new View.Down("it does not");
  private static final View UNKNOWN = new View.Unknown("nobody can tell");

  private static RegionLook look(int second, View address, View west, View edge) {
    return look(
        second, address, Map.of("west", west, "edge", edge), false, RecoverySide.ReplicaWords.NONE);
  }

  private static RegionLook look(
      int second,
      View address,
      Map<String, View> votes,
      boolean lent,
      RecoverySide.ReplicaWords replicas) {
    var check =
        address instanceof View.Up
            ? new CheckResult.Passed("address")
            : new CheckResult.Refused("address", address.text());
    return new RegionLook(NOON.plusSeconds(second), check, lent, votes, replicas);
  }

  /// All that the primary's guard keeps up is down.
  private static Verdict withoutGuard(boolean lent, boolean unheard, View... replicas) {
    var said = new LinkedHashMap<String, View>();
    for (var replica : replicas) {
      said.put("db-" + said.size(), replica);
    }
    var words = new RecoverySide.ReplicaWords(said, unheard);
    var detector = Detector.of(THREE);
    for (int second = 0; second < 3; second++) {
      detector =
          detector.after(
              look(second, DOWN, Map.of("west", DOWN, "edge", DOWN), lent, words).round());
    }
    return detector.verdict();
  }

  @Test
  @Tag("invariant-63")
  void while_one_replica_follows_its_writer_no_region_is_lost() {
    assertThat(withoutGuard(false, false, DOWN, UP)).isInstanceOf(Verdict.Disputed.class);
    assertThat(withoutGuard(false, false, DOWN, UNKNOWN)).isInstanceOf(Verdict.Down.class);
  }

  @Test
  @Tag("invariant-63")
  void a_guard_that_has_not_told_anew_yet_is_heard_first() {
    assertThat(withoutGuard(false, true, UNKNOWN)).isInstanceOf(Verdict.Disputed.class);
    assertThat(withoutGuard(false, false, UNKNOWN)).isInstanceOf(Verdict.Down.class);
  }

  @Test
  @Tag("invariant-63")
  void an_address_that_needs_the_guard_and_its_votes_are_one_view() {
    assertThat(withoutGuard(true, false)).isInstanceOf(Verdict.Disputed.class);
    assertThat(withoutGuard(true, false, UNKNOWN)).isInstanceOf(Verdict.Disputed.class);
    assertThat(withoutGuard(true, false, DOWN)).isInstanceOf(Verdict.Down.class);
  }

  private static Detector of(RegionLook... looks) {
    var detector = Detector.of(THREE);
    for (var look : looks) {
      detector = detector.after(look.round());
    }
    return detector;
  }

  @Test
  void lost_is_what_all_views_call_down_for_as_many_looks_as_the_plan_says() {
    assertThat(of(look(0, DOWN, DOWN, DOWN), look(1, DOWN, DOWN, DOWN)).verdict())
        .isInstanceOf(Verdict.Suspected.class);

    var third = of(look(0, DOWN, UP, UP), look(1, DOWN, DOWN, DOWN), look(2, DOWN, DOWN, DOWN));

    assertThat(third.verdict()).isInstanceOf(Verdict.Down.class);
    assertThat(third.failedSince()).isEqualTo(Optional.of(NOON));
  }

  @Test
  @Tag("invariant-63")
  void silence_of_the_address_alone_is_disputed_however_long_it_lasts() {
    var detector = Detector.of(THREE);
    for (int second = 0; second < 100; second++) {
      detector = detector.after(look(second, DOWN, UP, DOWN).round());
    }
    assertThat(detector.verdict()).isInstanceOf(Verdict.Disputed.class);
  }

  /// The guard in the primary region renews its votes, or a replica follows: the database lives.
  @Test
  @Tag("invariant-63")
  void users_are_out_alone_while_the_votes_or_a_replica_say_that_the_database_lives() {
    assertThat(look(0, DOWN, UP, DOWN).round().usersAlone()).isTrue();
    assertThat(look(0, DOWN, DOWN, DOWN).round().usersAlone()).isFalse();
    assertThat(look(0, DOWN, UNKNOWN, UNKNOWN).round().usersAlone()).isFalse();
    assertThat(look(0, UP, UP, UP).round().usersAlone()).isFalse();
    var follows = new RecoverySide.ReplicaWords(Map.of("db", UP), false);
    assertThat(
            look(0, DOWN, Map.of("west", DOWN, "edge", DOWN), true, follows).round().usersAlone())
        .isTrue();
  }

  @Test
  @Tag("invariant-63")
  void a_view_that_cannot_be_had_never_agrees() {
    var unknown = look(0, DOWN, DOWN, UNKNOWN);
    assertThat(of(unknown, unknown, unknown).verdict()).isInstanceOf(Verdict.Disputed.class);
    var nobody = look(0, DOWN, Map.of(), false, RecoverySide.ReplicaWords.NONE);
    assertThat(of(nobody, nobody, nobody).verdict()).isInstanceOf(Verdict.Disputed.class);
  }

  @Test
  void one_answer_ends_the_row() {
    var back =
        of(
            look(0, DOWN, DOWN, DOWN),
            look(1, DOWN, DOWN, DOWN),
            look(2, UP, DOWN, DOWN),
            look(3, DOWN, DOWN, DOWN));

    assertThat(back.verdict()).isInstanceOf(Verdict.Suspected.class);
    assertThat(back.failedSince()).isEqualTo(Optional.of(NOON.plusSeconds(3)));
  }
}
