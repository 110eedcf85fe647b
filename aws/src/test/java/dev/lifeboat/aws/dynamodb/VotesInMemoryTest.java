package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A vote in a table: what one asked is decided once, whoever writes at the same time.
final class VotesInMemoryTest {
  private final MemoryDynamo dynamo = new MemoryDynamo();
  private Duration now = Duration.ofHours(1);

  private final DynamoVoter voter = voter();

  private DynamoVoter voter() {
    return new DynamoVoter(
        MemoryDynamo.table(dynamo), LeaseTerms.lasting(Duration.ofSeconds(2)), () -> now);
  }

  /// Long after everything that a voter waits for.
  private void later() {
    now = now.plusMinutes(1);
  }

  private VoteReply ask(String region, long epoch) throws Exception {
    return voter.ask(new VoteRequest("shop", epoch, region));
  }

  @Test
  void what_another_has_written_meanwhile_is_not_overwritten() throws Exception {
    var _ = voter.status("shop");
    later();
    dynamo.meanwhile(() -> {
      try {
        var other = voter();
        var _ = other.status("shop");
        later();
        assertThat(other.ask(new VoteRequest("shop", 2, "west")))
            .isInstanceOf(VoteReply.Granted.class);
      } catch (Exception broken) {
        throw new AssertionError(broken);
      }
    });

    assertThat(ask("east", 1)).isInstanceOf(VoteReply.Refused.class);
    assertThat(voter.status("shop").vote().map(Vote::holder)).contains("west");
  }

  @Test
  void a_vote_that_is_withheld_is_granted_to_no_earlier_epoch() throws Exception {
    var _ = voter.status("shop");
    later();
    assertThat(ask("east", 1)).isInstanceOf(VoteReply.Granted.class);

    var _ = voter.withhold(new VoteRequest("shop", 2, "west"));
    later();

    assertThat(ask("east", 1)).isNotInstanceOf(VoteReply.Granted.class);
    assertThat(ask("west", 2)).isInstanceOf(VoteReply.Granted.class);
  }

  @Test
  void what_is_withheld_for_a_higher_epoch_stays_so() throws Exception {
    var _ = voter.status("shop");
    later();
    var _ = ask("east", 1);
    var _ = voter.withhold(new VoteRequest("shop", 3, "west"));
    var _ = voter.withhold(new VoteRequest("shop", 2, "west"));
    later();

    assertThat(ask("west", 2)).isNotInstanceOf(VoteReply.Granted.class);
  }
}
