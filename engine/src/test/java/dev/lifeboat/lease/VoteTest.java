package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class VoteTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void a_voter_remembers_who_told_it_that_it_lives_by_votes_also_when_another_gets_its_vote() {
    var terms = LeaseTerms.standard();
    var request = new VoteRequest("shop", 5, "west");
    var now = Duration.ofSeconds(100);
    var asked = Voter.restarted(Optional.empty(), terms, Duration.ZERO).answer(request, now);
    var told = asked.next().answer(request.nowByVotes(), now);
    assertThat(told.store()).as("what it was told is durable first").isTrue();

    var later = now.plus(terms.voterWait()).plusSeconds(1);
    var other = told.next().answer(new VoteRequest("shop", 6, "east"), later);

    assertThat(other.next().vote().orElseThrow().livesByVotes("west", 5)).isTrue();
    assertThat(other.next().vote().orElseThrow().holder()).isEqualTo("east");
  }

  @Test
  void what_voters_and_holders_wrote_before_is_read() {
    var vote =
        JSON.readValue("{\"workload\":\"shop\",\"epoch\":5,\"holder\":\"west\"}", Vote.class);
    assertThat(vote).isEqualTo(new Vote("shop", 5, "west", Map.of()));
    assertThat(JSON.writeValueAsString(vote)).doesNotContain("byVotes");

    var request =
        JSON.readValue(
            "{\"workload\":\"shop\",\"epoch\":5,\"holder\":\"west\"}", VoteRequest.class);
    assertThat(request.byVotes()).isFalse();
    assertThat(
            JSON.readValue(JSON.writeValueAsString(request.nowByVotes()), VoteRequest.class)
                .byVotes())
        .isTrue();
  }
}
