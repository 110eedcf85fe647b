package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VoterTest {

  private static final LeaseTerms TERMS = LeaseTerms.standard();
  private static final VoteRequest EAST_1 = new VoteRequest("shop", 1, "east");
  private static final VoteRequest EAST_2 = new VoteRequest("shop", 2, "east");
  private static final VoteRequest WEST_1 = new VoteRequest("shop", 1, "west");
  private static final VoteRequest WEST_2 = new VoteRequest("shop", 2, "west");
  private static final Duration START = Duration.ofHours(7);

  /// The silence after the start is over.
  private static final Duration READY = START.plus(TERMS.voterWait());

  private static Voter ready() {
    return Voter.restarted(Optional.empty(), TERMS, START);
  }

  private static Voter grantedToEast() {
    return ready().answer(EAST_1, READY).next();
  }

  @Test
  void the_wait_covers_the_fastest_voter_and_the_slowest_holder() {
    double voterSeconds = TERMS.voterWait().toNanos() / 1e9 / 1.01;
    double holderSeconds = TERMS.length().toNanos() / 1e9 / 0.99;
    assertThat(voterSeconds).isGreaterThanOrEqualTo(holderSeconds);
    assertThat(TERMS.voterWait()).isBetween(Duration.ofMillis(2_040), Duration.ofMillis(2_041));
  }

  @Test
  void a_first_request_is_granted_and_must_be_stored() {
    var turn = ready().answer(EAST_1, READY);
    assertThat(turn.reply()).isEqualTo(new VoteReply.Granted(1));
    assertThat(turn.store()).isTrue();
    assertThat(turn.next().vote()).contains(new Vote("shop", 1, "east", Map.of()));
  }

  @Test
  void a_renewal_is_granted_without_storing() {
    var turn = grantedToEast().answer(EAST_1, READY.plusSeconds(1));
    assertThat(turn.reply()).isEqualTo(new VoteReply.Granted(1));
    assertThat(turn.store()).isFalse();
  }

  @Test
  void a_restarted_voter_is_silent_to_all_and_says_for_how_long() {
    var voter = Voter.restarted(Optional.of(new Vote("shop", 1, "east", Map.of())), TERMS, START);
    var soon = START.plusMillis(40);
    for (var request : new VoteRequest[] {EAST_1, WEST_2, EAST_2}) {
      var turn = voter.answer(request, soon);
      assertThat(turn.reply())
          .isInstanceOfSatisfying(
              VoteReply.Wait.class,
              wait -> assertThat(wait.atLeast()).isEqualTo(TERMS.voterWait().minusMillis(40)));
      assertThat(turn.next()).isEqualTo(voter);
    }
    assertThat(voter.answer(WEST_2, READY).reply()).isEqualTo(new VoteReply.Granted(2));
  }

  @Test
  void a_voter_that_never_granted_is_silent_too() {
    assertThat(ready().answer(EAST_1, START).reply()).isInstanceOf(VoteReply.Wait.class);
  }

  @Test
  void a_lease_that_is_withheld_is_not_renewed_and_runs_out() {
    var asked = grantedToEast().answer(WEST_2, READY.plusSeconds(1)).next();
    assertThat(asked.answer(EAST_1, READY.plusMillis(1_100)).reply())
        .as("asking alone withholds nothing")
        .isEqualTo(new VoteReply.Granted(1));

    var withheld = asked.withheld(2);

    assertThat(withheld.answer(EAST_1, READY.plusMillis(1_500)).reply())
        .isInstanceOf(VoteReply.Refused.class);
    assertThat(withheld.answer(WEST_2, READY.plusMillis(1_500)).reply())
        .as("withholding alone grants nothing")
        .isInstanceOf(VoteReply.Wait.class);
    assertThat(withheld.answer(WEST_2, READY.plus(TERMS.voterWait())).reply())
        .isEqualTo(new VoteReply.Granted(2));
  }

  @Test
  void a_higher_epoch_of_another_waits_from_the_last_renewal_received() {
    var renewed = grantedToEast().answer(EAST_1, READY.plusSeconds(1)).next();
    var early = renewed.answer(WEST_2, READY.plus(TERMS.voterWait()));
    assertThat(early.reply())
        .isEqualTo(new VoteReply.Wait(Duration.ofSeconds(1), "east may still hold the lease"));
    assertThat(early.next()).isEqualTo(renewed);

    var free = READY.plusSeconds(1).plus(TERMS.voterWait());
    var turn = early.next().answer(WEST_2, free);
    assertThat(turn.reply()).isEqualTo(new VoteReply.Granted(2));
    assertThat(turn.store()).isTrue();
  }

  @Test
  void the_holder_itself_raises_its_epoch_at_once() {
    var turn = grantedToEast().answer(EAST_2, READY.plusMillis(1));
    assertThat(turn.reply()).isEqualTo(new VoteReply.Granted(2));
    assertThat(turn.store()).isTrue();
  }

  @Test
  void a_lower_epoch_and_another_holder_of_the_same_are_refused_for_ever() {
    var raised = grantedToEast().answer(EAST_2, READY).next();
    var later = READY.plusSeconds(3_600);
    assertThat(raised.answer(EAST_1, later).reply())
        .isEqualTo(new VoteReply.Refused(2, "east", "a higher epoch was granted"));
    assertThat(raised.answer(WEST_1, later).reply()).isInstanceOf(VoteReply.Refused.class);
    assertThat(raised.answer(WEST_2, later).reply())
        .isEqualTo(new VoteReply.Refused(2, "east", "this epoch was granted to another"));
    var restarted = Voter.restarted(raised.vote(), TERMS, START);
    assertThat(restarted.answer(EAST_1, later).reply()).isInstanceOf(VoteReply.Refused.class);
  }

  @Test
  void a_lease_handed_back_frees_the_vote_at_once_and_is_not_renewed() {
    var soon = READY.plusMillis(1);
    var turn = grantedToEast().release(EAST_1, new Release.HandedBack(), soon);
    assertThat(turn.reply()).isEqualTo(new VoteReply.Ended(1));
    assertThat(turn.store()).isFalse();
    assertThat(turn.next().status(soon).bound()).isFalse();
    assertThat(turn.next().answer(EAST_1, soon).reply()).isInstanceOf(VoteReply.Refused.class);
    assertThat(turn.next().answer(WEST_2, soon).reply()).isEqualTo(new VoteReply.Granted(2));
    assertThat(turn.next().release(EAST_1, new Release.HandedBack(), soon).reply())
        .as("once more")
        .isEqualTo(new VoteReply.Ended(1));
  }

  @Test
  void only_the_lease_granted_last_can_be_released() {
    var raised = grantedToEast().answer(EAST_2, READY).next();
    for (var other : new VoteRequest[] {EAST_1, WEST_2, new VoteRequest("shop", 3, "west")}) {
      var turn = raised.release(other, new Release.HandedBack(), READY);
      assertThat(turn.reply()).isInstanceOf(VoteReply.Refused.class);
      assertThat(turn.next()).isEqualTo(raised);
    }
  }

  @Test
  void a_proof_of_death_counts_only_if_nothing_renewed_the_lease_since() {
    var voter = grantedToEast();
    var asked = READY.plusMillis(5);
    var dead = new Release.DeathProven(voter.status(asked).at(), "the host saw no process");
    var later = READY.plusMillis(20);

    assertThat(voter.release(EAST_1, dead, later).reply()).isEqualTo(new VoteReply.Ended(1));

    var healed = voter.answer(EAST_1, READY.plusMillis(10)).next();
    assertThat(healed.release(EAST_1, dead, later).reply()).isInstanceOf(VoteReply.Refused.class);
    var restarted = Voter.restarted(voter.vote(), TERMS, READY.plusMillis(10));
    assertThat(restarted.release(EAST_1, dead, later).reply())
        .as("it may have renewed the lease before it restarted")
        .isInstanceOf(VoteReply.Refused.class);
  }

  @Test
  void a_release_ends_the_silence_after_a_restart() {
    var voter = Voter.restarted(Optional.of(new Vote("shop", 1, "east", Map.of())), TERMS, START);
    var soon = START.plusMillis(40);
    var free = voter.release(EAST_1, new Release.HandedBack(), soon).next();
    assertThat(free.answer(WEST_2, soon).reply()).isEqualTo(new VoteReply.Granted(2));
  }

  @Test
  void another_workload_is_a_mistake_of_the_caller() {
    assertThatThrownBy(() -> grantedToEast().answer(new VoteRequest("bank", 2, "east"), READY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'shop', was asked for 'bank'");
  }
}
