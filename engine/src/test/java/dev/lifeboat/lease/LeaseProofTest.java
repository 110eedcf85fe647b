package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Observation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// West writes under epoch 5; east is the other side, and its votes and the edge's are looked at.
class LeaseProofTest {
  private static final Placement WEST_UNDER_5 =
      new Placement("shop", "west", 5, 6, Optional.empty());
  private static final Map<String, Long> WEST_BY_VOTES = Map.of("west", 5L);

  @Test
  void votes_above_the_placements_epoch_prove_the_end_of_a_lease() {
    assertThat(judge(vote(6, WEST_BY_VOTES), vote(6, Map.of())))
        .isInstanceOf(Observation.Met.class);
  }

  /// Review, finding 3: voters that never heard of the writer still voted for the other side.
  @Test
  @Tag("invariant-73")
  void votes_from_before_the_writers_promotion_prove_nothing() {
    assertThat(judge(vote(4, Map.of()), vote(4, Map.of()))).isInstanceOf(Observation.Pending.class);
    assertThat(judge(vote(6, WEST_BY_VOTES), vote(5, Map.of())))
        .isInstanceOf(Observation.Pending.class);
    assertThat(judge(vote(6, WEST_BY_VOTES), Optional.empty()))
        .isInstanceOf(Observation.Pending.class);
  }

  /// Nor do new ones: they were had from voters that this writer does not need.
  @Test
  @Tag("invariant-73")
  void votes_prove_nothing_about_a_writer_that_may_live_by_a_persons_word() {
    assertThat(judge(vote(6, Map.of()), vote(6, Map.of())))
        .isInstanceOf(Observation.Unreachable.class);
    assertThat(judge(vote(6, Map.of("west", 4L)), vote(6, Map.of())))
        .as("it lived by votes under an epoch before")
        .isInstanceOf(Observation.Unreachable.class);
  }

  @Test
  void a_voter_that_knows_it_lives_by_votes_again_makes_them_a_proof() {
    assertThat(judge(vote(6, Map.of()), vote(6, WEST_BY_VOTES)))
        .isInstanceOf(Observation.Met.class);
  }

  @Test
  void a_region_that_is_no_writer_is_fenced_by_the_writers_own_votes() {
    var votes =
        Map.of(
            "west", Optional.of(new Vote("shop", 5, "west", Map.of())),
            "edge", Optional.of(new Vote("shop", 5, "west", Map.of())));

    assertThat(judge("east", votes)).isInstanceOf(Observation.Met.class);
  }

  private static Observation judge(Optional<Vote> east, Optional<Vote> edge) {
    return judge("west", Map.of("east", east, "edge", edge));
  }

  private static Observation judge(String region, Map<String, Optional<Vote>> votes) {
    return new LeaseProof(region, WEST_UNDER_5).of(votes, (_, why) -> Observation.unreachable(why));
  }

  private static Optional<Vote> vote(long epoch, Map<String, Long> byVotes) {
    return Optional.of(new Vote("shop", epoch, "east", byVotes));
  }
}
