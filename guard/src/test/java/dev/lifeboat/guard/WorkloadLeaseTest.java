package dev.lifeboat.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.guard.LeaseState.Phase;
import dev.lifeboat.lease.KeptLease;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One lease with voters of the test's own words.
class WorkloadLeaseTest {
  private static final Duration SECONDS = Duration.ofSeconds(20);
  private static final Optional<String> WORD = Optional.of("fence-orders: ann, the room burned");

  @TempDir Path folder;

  private volatile Duration now = Duration.ofSeconds(100);
  private WorkloadLease lease;

  @BeforeEach
  void make() throws Exception {
    lease = lease();
  }

  @Test
  void two_of_three_votes_make_a_lease_and_it_runs_out_unless_they_are_renewed() throws Exception {
    acquire(1);
    assertThat(lease.mayWrite()).isTrue();

    now = now.plusMillis(1_600);
    answer("west", 1, new VoteReply.Granted(1));
    now = now.plusMillis(200);

    assertThat(lease.mayWrite()).as("one renewed vote").isFalse();
    answer("edge", 1, new VoteReply.Granted(1));
    assertThat(lease.mayWrite()).isTrue();
  }

  /// Else the lease could fall to this region later, when nobody looks, and stop the other one.
  @Test
  void what_was_not_granted_in_time_is_asked_for_no_longer() throws Exception {
    assertThatThrownBy(() -> lease.acquire(1, Duration.ZERO, Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no answer yet");

    answer("east", 1, new VoteReply.Granted(1));
    answer("edge", 1, new VoteReply.Granted(1));

    assertThat(lease.mayWrite()).isFalse();
    assertThat(lease.state(Map.of()).phase()).isEqualTo(Phase.NONE);
    assertThat(lease().state(Map.of()).phase()).isEqualTo(Phase.NONE);
  }

  @Test
  void a_keeper_that_restarts_goes_on_asking_and_writes_only_with_new_votes() throws Exception {
    acquire(3);

    lease = lease();

    assertThat(lease.mayWrite()).isFalse();
    assertThat(lease.awaitRequest()).isEqualTo(request(3).nowByVotes());
    answer("east", 3, new VoteReply.Granted(3));
    answer("edge", 3, new VoteReply.Granted(3));
    assertThat(lease.mayWrite()).isTrue();
  }

  @Test
  @Tag("invariant-25")
  void what_was_handed_back_is_never_held_again_also_after_a_restart() throws Exception {
    acquire(1);

    assertThat(lease.handBack(2)).contains(request(1).nowByVotes());

    assertThat(lease.mayWrite()).isFalse();
    answer("east", 1, new VoteReply.Granted(1));
    answer("edge", 1, new VoteReply.Granted(1));
    assertThat(lease.mayWrite()).as("late grants").isFalse();
    lease = lease();
    assertThat(lease.state(Map.of()).phase()).isEqualTo(Phase.ENDED);
    assertThatThrownBy(() -> lease.acquire(1, SECONDS, Optional.empty()))
        .hasMessageContaining("ended here");
    assertThat(lease.handBack(2)).isEmpty();
    acquire(2);
    assertThat(lease.mayWrite()).isTrue();
  }

  /// The voters are told after that, and let another region write at once.
  @Test
  void a_lease_is_handed_back_only_once_no_gateway_writes_by_it() throws Exception {
    acquire(1);
    assertThat(lease.pass("images", now, false)).isPositive();
    lease.handBack(1);

    var waiting = Thread.ofVirtual().start(this::awaitNoPass);
    assertThat(lease.pass("images", now, true)).isZero();
    Await.until("it waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);

    assertThat(lease.pass("images", now.plusMillis(1), false)).isZero();
    waiting.join();
  }

  private void awaitNoPass() {
    try {
      lease.awaitNoPass();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_lower_epoch_neither_gets_a_lease_nor_ends_one() throws Exception {
    acquire(2);

    assertThatThrownBy(() -> lease.acquire(1, SECONDS, Optional.empty()))
        .isInstanceOf(EpochRefusedException.class);
    assertThatThrownBy(() -> lease.handBack(1)).isInstanceOf(EpochRefusedException.class);

    assertThat(lease.mayWrite()).isTrue();
  }

  /// One voter that refuses leaves two; with two the lease is gone for good.
  @Test
  void two_refusals_end_a_lease_for_good() throws Exception {
    acquire(1);
    var refused = new VoteReply.Refused(2, "west", "a higher epoch was granted");
    answer("west", 1, refused);
    assertThat(lease.mayWrite()).isTrue();

    answer("edge", 1, refused);

    assertThat(lease.mayWrite()).isFalse();
    assertThat(lease().state(Map.of()).phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void whoever_waits_is_told_at_once_when_a_majority_refuses() throws Exception {
    answerSoon("west", 1, new VoteReply.Refused(2, "west", "a higher epoch was granted"));
    answerSoon("edge", 1, new VoteReply.Refused(2, "west", "a higher epoch was granted"));

    assertThatThrownBy(() -> lease.acquire(1, SECONDS, Optional.empty()))
        .isInstanceOfSatisfying(
            EpochRefusedException.class, late -> assertThat(late.highest()).isEqualTo(2))
        .hasMessageContaining("epoch 2 of 'west'");
  }

  @Test
  @Tag("invariant-74")
  void a_persons_word_replaces_missing_votes_for_a_quarter_of_an_hour_and_can_be_renewed()
      throws Exception {
    answerSoon("east", 1, new VoteReply.Granted(1));

    lease.acquire(1, Duration.ZERO, WORD);

    assertThat(lease.mayWrite()).isTrue();
    assertThat(lease.state(Map.of()).word())
        .isEqualTo(new LeaseWord(WORD.get(), KeptLease.WORD.toMillis()));
    now = now.plus(KeptLease.WORD).minusMillis(1);
    assertThat(lease.mayWrite()).isTrue();
    lease.acquire(1, Duration.ZERO, WORD);
    now = now.plus(KeptLease.WORD).minusMillis(1);
    assertThat(lease.mayWrite()).as("given again").isTrue();
    now = now.plusMillis(1);
    assertThat(lease.mayWrite()).as("its time is over").isFalse();
    assertThat(lease.state(Map.of()).word()).isNull();
  }

  @Test
  @Tag("invariant-74")
  void a_persons_word_ends_with_the_keeper_and_with_what_is_handed_back() throws Exception {
    lease.acquire(1, Duration.ZERO, WORD);

    assertThat(lease().mayWrite()).as("the keeper's next life").isFalse();
    assertThat(lease.handBack(1)).isPresent();
    assertThat(lease.mayWrite()).isFalse();
    assertThat(lease().mayWrite()).isFalse();
  }

  @Test
  @Tag("invariant-74")
  void a_persons_word_replaces_no_votes_that_were_had_under_the_same_epoch() throws Exception {
    acquire(1);
    now = now.plusSeconds(100);

    assertThatThrownBy(() -> lease.acquire(1, Duration.ZERO, WORD))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("held by votes before");
    assertThat(lease.mayWrite()).isFalse();
  }

  @Test
  void the_voters_are_told_once_it_lives_by_votes_alone() throws Exception {
    lease.acquire(1, Duration.ZERO, WORD);
    assertThat(lease.awaitRequest().byVotes()).isFalse();

    answer("east", 1, new VoteReply.Granted(1));
    answer("edge", 1, new VoteReply.Granted(1));

    assertThat(lease.awaitRequest().byVotes()).isTrue();
    assertThat(lease().awaitRequest().byVotes()).as("after a restart").isTrue();
  }

  /// Else its end would never be proven by votes again.
  @Test
  void the_voters_are_told_too_by_a_keeper_that_forgot_the_word() throws Exception {
    lease.acquire(1, Duration.ZERO, WORD);
    lease = lease();

    answer("east", 1, new VoteReply.Granted(1));
    assertThat(lease.awaitRequest().byVotes()).isFalse();
    answer("edge", 1, new VoteReply.Granted(1));

    assertThat(lease.awaitRequest().byVotes()).isTrue();
  }

  @Test
  void what_an_older_keeper_wrote_is_read() throws Exception {
    Files.writeString(folder.resolve("shop.json"), "{\"epoch\":3,\"hold\":true,\"override\":null}");
    assertThat(lease().awaitRequest()).isEqualTo(request(3).nowByVotes());

    Files.writeString(
        folder.resolve("shop.json"), "{\"epoch\":3,\"hold\":true,\"override\":\"ann\"}");
    assertThat(lease().awaitRequest().byVotes()).isFalse();
    assertThat(lease().mayWrite()).isFalse();
  }

  /// From then on whoever takes over may rely on the votes again.
  @Test
  @Tag("invariant-33")
  void a_persons_word_ends_once_two_voters_vote() throws Exception {
    lease.acquire(1, Duration.ZERO, WORD);

    answer("east", 1, new VoteReply.Granted(1));
    assertThat(lease.state(Map.of()).word()).isNotNull();
    answer("edge", 1, new VoteReply.Granted(1));

    assertThat(lease.state(Map.of()).word()).isNull();
    assertThat(lease.mayWrite()).isTrue();
    now = now.plusMillis(1_800);
    assertThat(lease.mayWrite()).isFalse();
    assertThat(lease().mayWrite()).isFalse();
  }

  @Test
  @Tag("invariant-33")
  void a_persons_word_counts_nothing_where_two_voters_know_better() throws Exception {
    var refused = new VoteReply.Refused(2, "west", "a higher epoch was granted");
    answerSoon("west", 1, refused);
    answerSoon("edge", 1, refused);

    assertThatThrownBy(() -> lease.acquire(1, SECONDS, WORD))
        .isInstanceOf(EpochRefusedException.class);

    assertThat(lease.mayWrite()).isFalse();
    assertThat(lease().mayWrite()).isFalse();
  }

  private void acquire(long epoch) throws Exception {
    answerSoon("east", epoch, new VoteReply.Granted(epoch));
    answerSoon("edge", epoch, new VoteReply.Granted(epoch));
    lease.acquire(epoch, SECONDS, Optional.empty());
  }

  /// As soon as the lease asks.
  private void answerSoon(String voter, long epoch, VoteReply reply) {
    var asked = lease;
    Thread.ofVirtual()
        .start(() -> {
          try {
            Await.until("it asks", () -> asked.awaitRequest().epoch() == epoch);
            asked.answered(voter, request(epoch), now, reply);
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  private void answer(String voter, long epoch, VoteReply reply) throws Exception {
    lease.answered(voter, request(epoch), now, reply);
  }

  private static VoteRequest request(long epoch) {
    return new VoteRequest("shop", epoch, "east");
  }

  private WorkloadLease lease() throws Exception {
    return new WorkloadLease(
        "shop",
        "east",
        List.of("east", "west", "edge"),
        LeaseTerms.standard(),
        () -> now,
        folder.resolve("shop.json"));
  }
}
