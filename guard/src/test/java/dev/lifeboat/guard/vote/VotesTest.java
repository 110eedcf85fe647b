package dev.lifeboat.guard.vote;

import static dev.lifeboat.guard.vote.EpochBound.OF_A_CONTROLLER;
import static dev.lifeboat.guard.vote.EpochBound.OF_A_KEEPER;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VotesTest {
  private static final LeaseTerms TERMS = LeaseTerms.standard();
  private static final VoteRequest EAST = new VoteRequest("shop", 1, "east");
  private static final VoteRequest WEST = new VoteRequest("shop", 2, "west");

  @TempDir Path folder;

  private Duration now = Duration.ofSeconds(100);

  @Test
  @Tag("invariant-26")
  void a_voter_that_restarted_is_silent_for_one_wait_and_remembers_its_vote() throws Exception {
    var votes = awake();
    assertThat(votes.answer(WEST, OF_A_KEEPER)).isEqualTo(new VoteReply.Granted(2));

    var restarted = votes();

    assertThat(restarted.answer(WEST, OF_A_KEEPER)).isInstanceOf(VoteReply.Wait.class);
    now = now.plus(TERMS.voterWait());
    assertThat(restarted.answer(EAST, OF_A_KEEPER))
        .isInstanceOfSatisfying(
            VoteReply.Refused.class, no -> assertThat(no.highestEpoch()).isEqualTo(2));
    assertThat(restarted.answer(WEST, OF_A_KEEPER)).isEqualTo(new VoteReply.Granted(2));
  }

  /// Its silence began with the process, not with the first who asks.
  @Test
  void a_workload_that_is_asked_for_late_need_not_wait_again() throws Exception {
    assertThat(awake().answer(EAST, OF_A_KEEPER)).isEqualTo(new VoteReply.Granted(1));
  }

  /// Goal: a vote that cannot be made durable is not given. Method: a link that leads nowhere where
  /// the folder has to be.
  @Test
  @Tag("invariant-26")
  void a_vote_that_cannot_be_written_is_not_given() throws Exception {
    Files.createSymbolicLink(folder.resolve("votes"), Path.of("nowhere"));
    var votes = awake();

    assertThatThrownBy(() -> votes.answer(EAST, OF_A_KEEPER)).isInstanceOf(IOException.class);

    assertThat(votes.status("shop").vote()).isEmpty();
  }

  @Test
  void a_damaged_vote_is_no_vote_and_is_left_as_it_is() throws Exception {
    var file = Files.createDirectory(folder.resolve("votes")).resolve("shop.json");
    Files.writeString(file, "{\"workload\":\"sh");

    assertThatThrownBy(() -> awake().answer(EAST, OF_A_KEEPER)).isInstanceOf(IOException.class);

    assertThat(file).hasContent("{\"workload\":\"sh");
  }

  /// Else the highest epoch would be forgotten over a disk that does not answer for a moment.
  @Test
  void a_vote_that_cannot_be_read_is_not_taken_for_none() throws Exception {
    var file = Files.createDirectory(folder.resolve("votes")).resolve("shop.json");
    Files.createSymbolicLink(file, Path.of("shop.json"));

    assertThatThrownBy(() -> awake().answer(EAST, OF_A_KEEPER)).isInstanceOf(IOException.class);
  }

  /// Goal: a disk that stalls ends no lease but those that wait for it. Method: a pipe that nobody
  /// writes to where one vote is read.
  @Test
  void a_vote_that_takes_long_delays_none_on_another_workload() throws Exception {
    var pipe = Files.createDirectory(folder.resolve("votes")).resolve("shop.json");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var votes = awake();
    try (var threads = Executors.newFixedThreadPool(2)) {
      var stalled = threads.submit(() -> votes.answer(EAST, OF_A_KEEPER));
      // It opens as soon as the voter reads it.
      try (var _ = Files.newOutputStream(pipe)) {
        var books = new VoteRequest("books", 1, "east");
        assertThat(threads.submit(() -> votes.answer(books, OF_A_KEEPER)).get(20, SECONDS))
            .isEqualTo(new VoteReply.Granted(1));
        assertThat(stalled.isDone()).isFalse();
      }
      assertThatThrownBy(stalled::get).hasCauseInstanceOf(IOException.class);
    }
  }

  /// Else one request would keep every later claim from being granted, for good.
  @Test
  @Tag("invariant-70")
  void epochs_rise_by_no_more_than_claims_can() throws Exception {
    var votes = awake();
    votes.answer(EAST, OF_A_KEEPER);
    now = now.plus(TERMS.voterWait());
    long most = 1_001;

    assertThat(votes.answer(west(Long.MAX_VALUE), OF_A_KEEPER)).isInstanceOf(VoteReply.Wait.class);
    assertThat(votes.answer(west(Long.MAX_VALUE), OF_A_CONTROLLER))
        .isInstanceOf(VoteReply.Wait.class);
    assertThat(votes.answer(west(most + 1), OF_A_KEEPER)).isInstanceOf(VoteReply.Wait.class);
    assertThat(votes.status("shop").vote())
        .hasValueSatisfying(vote -> assertThat(vote.epoch()).isEqualTo(1));
    assertThat(votes.answer(west(most), OF_A_KEEPER)).isEqualTo(new VoteReply.Granted(most));
  }

  /// It is told to wait, and the next move of a controller brings it up again.
  @Test
  void a_voter_that_was_away_for_long_is_not_locked_out() throws Exception {
    var votes = awake();
    votes.answer(EAST, OF_A_KEEPER);
    now = now.plus(TERMS.voterWait());

    assertThat(votes.answer(west(70_000), OF_A_KEEPER)).isInstanceOf(VoteReply.Wait.class);
    assertThat(votes.answer(west(70_001), OF_A_CONTROLLER))
        .isEqualTo(new VoteReply.Granted(70_001));
    assertThat(votes.answer(west(70_001), OF_A_KEEPER)).isEqualTo(new VoteReply.Granted(70_001));
  }

  @Test
  void nobody_votes_on_what_the_plan_does_not_have() {
    assertThatThrownBy(() -> awake().answer(new VoteRequest("made-up", 1, "east"), OF_A_KEEPER))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("made-up");
  }

  private static VoteRequest west(long epoch) {
    return new VoteRequest("shop", epoch, "west");
  }

  @Test
  void a_lease_that_is_handed_back_is_free_at_once() throws Exception {
    var votes = awake();
    votes.answer(EAST, OF_A_KEEPER);
    assertThat(votes.answer(WEST, OF_A_KEEPER)).isInstanceOf(VoteReply.Wait.class);

    var ended = votes.release(new ReleaseRequest(EAST, new Release.HandedBack()));

    assertThat(ended).isEqualTo(new VoteReply.Ended(1));
    assertThat(votes.answer(WEST, OF_A_KEEPER)).isEqualTo(new VoteReply.Granted(2));
  }

  private Votes awake() {
    var votes = votes();
    now = now.plus(TERMS.voterWait());
    return votes;
  }

  private Votes votes() {
    return new Votes(folder.resolve("votes"), List.of("shop", "books"), TERMS, () -> now);
  }
}
