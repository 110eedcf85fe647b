package dev.lifeboat.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class CandidateRuleTest {
  private static final Instant AT = Instant.parse("2026-11-22T14:02:11.5Z");

  @Test
  @Tag("invariant-72")
  void only_a_copy_that_followed_the_very_writer_may_replace_it() {
    var copy = copy(Optional.of(new FollowRecord(2, Optional.of(AT))));

    assertThat(copy.refusal(2)).isEmpty();
    assertThat(copy.mayReplace(1)).as("another writer was there before").isFalse();
    assertThat(copy.mayReplace(3)).as("another writer came since").isFalse();
  }

  @Test
  @Tag("invariant-72")
  void a_copy_of_which_nothing_is_known_is_never_a_candidate_by_default() {
    var copy = copy(Optional.empty());

    assertThat(copy.mayReplace(1)).isFalse();
    assertThat(copy.mayReplace(0)).as("a run that does not tell whom it replaces").isFalse();
    assertThat(copy.refusal(1).orElseThrow().means()).contains("nobody knows");
  }

  @Test
  void a_refusal_says_what_would_be_lost() {
    var refused = copy(Optional.of(new FollowRecord(1, Optional.of(AT)))).refusal(2).orElseThrow();

    assertThat(refused.code()).isEqualTo(Code.LB3011);
    assertThat(refused.happened())
        .isEqualTo("'orders' in east followed the writer of epoch 1, not that of epoch 2");
    assertThat(refused.means())
        .contains("everything since 2026-11-22T14:02:11Z, when east last followed");
  }

  private static CandidateRule copy(Optional<FollowRecord> followed) {
    return new CandidateRule("orders", "east", followed);
  }
}
