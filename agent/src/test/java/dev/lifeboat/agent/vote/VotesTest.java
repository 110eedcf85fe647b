package dev.lifeboat.agent.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VotesTest {
  private static final LeaseTerms TERMS = LeaseTerms.standard();
  private static final VoteRequest EAST = new VoteRequest("shop", 1, "east");
  private static final VoteRequest WEST = new VoteRequest("shop", 2, "west");

  @TempDir Path folder;

  private Duration now = Duration.ofSeconds(100);

  @Test
  void a_voter_that_restarted_is_silent_for_one_wait_and_remembers_its_vote() throws Exception {
    var votes = awake();
    assertThat(votes.answer(WEST)).isEqualTo(new VoteReply.Granted(2));

    var restarted = votes();

    assertThat(restarted.answer(WEST)).isInstanceOf(VoteReply.Wait.class);
    now = now.plus(TERMS.voterWait());
    assertThat(restarted.answer(EAST))
        .isInstanceOfSatisfying(
            VoteReply.Refused.class, no -> assertThat(no.highestEpoch()).isEqualTo(2));
    assertThat(restarted.answer(WEST)).isEqualTo(new VoteReply.Granted(2));
  }

  /// Its silence began with the process, not with the first who asks.
  @Test
  void a_workload_that_is_asked_for_late_need_not_wait_again() throws Exception {
    assertThat(awake().answer(EAST)).isEqualTo(new VoteReply.Granted(1));
  }

  /// Goal: a vote that cannot be made durable is not given. Method: a link that leads nowhere where
  /// the folder has to be.
  @Test
  void a_vote_that_cannot_be_written_is_not_given() throws Exception {
    Files.createSymbolicLink(folder.resolve("votes"), Path.of("nowhere"));
    var votes = awake();

    assertThatThrownBy(() -> votes.answer(EAST)).isInstanceOf(IOException.class);

    assertThat(votes.status("shop").vote()).isEmpty();
  }

  @Test
  void a_damaged_vote_is_no_vote_and_is_left_as_it_is() throws Exception {
    var file = Files.createDirectory(folder.resolve("votes")).resolve("shop.json");
    Files.writeString(file, "{\"workload\":\"sh");

    assertThatThrownBy(() -> awake().answer(EAST)).isInstanceOf(IOException.class);

    assertThat(file).hasContent("{\"workload\":\"sh");
  }

  /// Else the highest epoch would be forgotten over a disk that does not answer for a moment.
  @Test
  void a_vote_that_cannot_be_read_is_not_taken_for_none() throws Exception {
    var file = Files.createDirectory(folder.resolve("votes")).resolve("shop.json");
    Files.createSymbolicLink(file, Path.of("shop.json"));

    assertThatThrownBy(() -> awake().answer(EAST)).isInstanceOf(IOException.class);
  }

  @Test
  void a_lease_that_is_handed_back_is_free_at_once() throws Exception {
    var votes = awake();
    votes.answer(EAST);
    assertThat(votes.answer(WEST)).isInstanceOf(VoteReply.Wait.class);

    var ended = votes.release(new ReleaseRequest(EAST, new Release.HandedBack()));

    assertThat(ended).isEqualTo(new VoteReply.Ended(1));
    assertThat(votes.answer(WEST)).isEqualTo(new VoteReply.Granted(2));
  }

  private Votes awake() {
    var votes = votes();
    now = now.plus(TERMS.voterWait());
    return votes;
  }

  private Votes votes() {
    return new Votes(folder.resolve("votes"), TERMS, () -> now);
  }
}
