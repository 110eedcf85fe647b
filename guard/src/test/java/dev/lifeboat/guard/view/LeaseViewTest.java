package dev.lifeboat.guard.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Round.View;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseViewTest {
  private static final Placement PLACED = new Placement("shop", "east", 3, 4, Optional.empty());

  private static View of(String holder, long epoch, boolean bound) {
    return of(Optional.of(new Vote("shop", epoch, holder, Map.of())), bound);
  }

  private static View of(Optional<Vote> vote, boolean bound) {
    return LeaseView.of(new VoterStatus(vote, bound, Duration.ZERO), PLACED);
  }

  @Test
  void a_vote_tells_of_the_writer_under_its_epoch() {
    assertThat(of("east", 3, true)).isInstanceOf(View.Up.class);
    assertThat(of("east", 3, false)).isInstanceOf(View.Down.class);
  }

  /// A guard that goes on under an older epoch keeps nobody alive, and one that ended kills nobody.
  @Test
  void a_vote_under_another_epoch_tells_nothing_of_the_writer() {
    assertThat(of("east", 2, true)).isInstanceOf(View.Unknown.class);
    assertThat(of("east", 2, false)).isInstanceOf(View.Unknown.class);
    assertThat(of("east", 4, true)).isInstanceOf(View.Unknown.class);
  }

  @Test
  void a_vote_for_another_region_and_no_vote_tell_nothing_of_the_writer() {
    assertThat(of("west", 3, true)).isInstanceOf(View.Unknown.class);
    assertThat(of(Optional.empty(), true)).isInstanceOf(View.Unknown.class);
    assertThat(of(Optional.empty(), false)).isInstanceOf(View.Unknown.class);
  }
}
