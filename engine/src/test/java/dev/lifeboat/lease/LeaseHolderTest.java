package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class LeaseHolderTest {

  private static final LeaseTerms TERMS = LeaseTerms.standard();
  private static final List<String> VOTERS = List.of("east", "west", "edge");
  private static final VoteRequest REQUEST = new VoteRequest("shop", 4, "east");
  private static final Duration BEGIN = Duration.ofHours(3);

  private static LeaseHolder asking() {
    return LeaseHolder.asking(TERMS, VOTERS, REQUEST, BEGIN);
  }

  private static Duration at(long millis) {
    return BEGIN.plusMillis(millis);
  }

  @Test
  void one_vote_is_not_enough_and_two_are() {
    var one = asking().granted("edge", 4, at(0));
    assertThat(one.heldUntil()).isEmpty();
    assertThat(one.mayWrite(at(1))).isFalse();
    var two = one.granted("east", 4, at(100));
    assertThat(two.heldUntil()).contains(at(2_000));
    assertThat(two.remaining(at(100))).isEqualTo(Duration.ofMillis(1_460));
    assertThat(two.granted("west", 4, at(50)).heldUntil()).contains(at(2_050));
  }

  @Test
  void writing_ends_f_before_the_lease_does() {
    var held = asking().granted("edge", 4, at(0)).granted("east", 4, at(0));
    assertThat(held.mayWrite(at(1_559))).isTrue();
    assertThat(held.mayWrite(at(1_560))).isFalse();
    assertThat(held.remaining(at(1_559))).isEqualTo(Duration.ofMillis(1));
    assertThat(held.remaining(at(9_000))).isEqualTo(Duration.ZERO);
  }

  @Test
  void late_doubled_and_foreign_grants_count_nothing() {
    var held = asking().granted("edge", 4, at(900)).granted("east", 4, at(900));
    assertThat(held.granted("edge", 4, at(100))).isEqualTo(held);
    assertThat(held.granted("edge", 4, at(900))).isEqualTo(held);
    assertThat(held.granted("edge", 3, at(1_500))).isEqualTo(held);
    assertThat(asking().granted("edge", 4, at(-1))).as("of the one before").isEqualTo(asking());
    assertThatThrownBy(() -> held.granted("north", 4, at(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'north'");
  }

  @Test
  void it_asks_again_in_time_or_when_the_wait_is_over() {
    var holder = asking();
    assertThat(holder.nextAsk(at(0), Optional.empty())).isEqualTo(at(500));
    assertThat(holder.nextAsk(at(0), Optional.of(new VoteReply.Granted(4)))).isEqualTo(at(500));
    assertThat(holder.nextAsk(at(0), waiting(80))).isEqualTo(at(80));
    assertThat(holder.nextAsk(at(0), waiting(1))).isEqualTo(at(10));
    assertThat(holder.nextAsk(at(0), waiting(1_900))).isEqualTo(at(500));
  }

  /// Goal: one lost voter stops nobody, two stop the writer within L.
  ///
  /// Method: renew as a keeper does, with the losses given, and look every 10 ms.
  @Test
  @Tag("invariant-23")
  void losing_any_one_voter_keeps_the_lease_and_losing_two_ends_it_within_l() {
    for (var lost : VOTERS) {
      var others = VOTERS.stream().filter(voter -> !voter.equals(lost)).toList();
      assertThat(writesUntil(Map.of(lost, 5_000L))).as("without " + lost).isEqualTo(20_000);
      for (var second : others) {
        assertThat(writesUntil(Map.of(lost, 5_000L, second, 9_300L)))
            .as("without %s from 5 s and %s from 9.3 s on", lost, second)
            .isBetween(9_300L, 9_300 + TERMS.length().toMillis());
      }
    }
  }

  /// @param lostAtMillis from when on a voter is silent
  /// @return the first time at which it may not write any more, or 20 000
  private static long writesUntil(Map<String, Long> lostAtMillis) {
    var holder = asking();
    var voters = new HashMap<String, Voter>();
    VOTERS.forEach(voter -> voters.put(voter, ready()));
    for (long millis = 0; millis < 20_000; millis += 10) {
      if (millis % TERMS.renew().toMillis() == 0) {
        for (var name : VOTERS) {
          if (millis < lostAtMillis.getOrDefault(name, Long.MAX_VALUE)) {
            var turn = voters.get(name).answer(REQUEST, at(millis + 40));
            voters.put(name, turn.next());
            holder = holder.granted(name, 4, at(millis));
          }
        }
      }
      if (!holder.mayWrite(at(millis))) {
        return millis;
      }
    }
    return 20_000;
  }

  private static Voter ready() {
    return Voter.restarted(Optional.empty(), TERMS, BEGIN.minusSeconds(10));
  }

  private static Optional<VoteReply> waiting(long millis) {
    return Optional.of(new VoteReply.Wait(Duration.ofMillis(millis), "someone may hold it"));
  }
}
