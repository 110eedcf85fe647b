package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BallotTest {
  private static final LeaseTerms TERMS = LeaseTerms.lasting(Duration.ofSeconds(6));
  private static final Duration LATER = Duration.ofMinutes(1);

  @Test
  void who_lives_by_votes_is_kept_as_it_was_told() {
    var item = granted(new VoteRequest("shop", 2, "east", true)).item();

    assertThat(read(item).voter().vote().orElseThrow().byVotes()).isEqualTo(Map.of("east", 2L));
  }

  @Test
  void an_item_from_before_says_of_nobody_that_he_lives_by_votes() {
    var item = granted(new VoteRequest("shop", 2, "east")).item();

    assertThat(item.find("byVotes")).isEmpty();
    assertThat(read(item).voter().vote()).contains(new Vote("shop", 2, "east", Map.of()));
  }

  private static Ballot granted(VoteRequest request) {
    var first = read(Item.EMPTY);
    var turn = first.voter().answer(request, LATER);
    return first.granted(turn.next(), TERMS, WriteToken.fresh());
  }

  private static Ballot read(Item item) {
    return Ballot.read(item, Optional.empty(), TERMS, Duration.ZERO);
  }
}
