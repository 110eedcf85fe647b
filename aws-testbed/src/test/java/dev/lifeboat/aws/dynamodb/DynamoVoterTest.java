package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Time passes by the tests' own word: nothing here waits.
@ExtendWith(TestBed.InTests.class)
final class DynamoVoterTest {
  private static final double ERROR = 0.01;
  private static final LeaseTerms TERMS =
      new LeaseTerms(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(3), ERROR);
  private static final Duration WAIT = TERMS.voterWait();
  private static final VoteRequest EAST = new VoteRequest("shop", 1, "east");
  private static final VoteRequest WEST = new VoteRequest("shop", 2, "west");

  private final TestBed bed;
  private final String table;
  private Duration now = Duration.ofHours(1);

  DynamoVoterTest(TestBed bed) {
    this.bed = bed;
    this.table = Tables.newVotes(bed, Tables.REGION);
  }

  /// A client of its own, which has seen nothing yet.
  private DynamoVoter voter() {
    return voter(TERMS);
  }

  private DynamoVoter voter(LeaseTerms terms) {
    return new DynamoVoter(Tables.table(bed, table), terms, () -> now);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  /// Grants `request` through `voter`, after the wait that it takes.
  private void grant(VoterClient voter, VoteRequest request) throws Exception {
    var _ = voter.ask(request);
    pass(WAIT);
    assertThat(voter.ask(request)).isEqualTo(new VoteReply.Granted(request.epoch()));
  }

  /// A table that was lost and made anew looks the same as one that is new.
  @Test
  void an_empty_table_grants_nothing_for_a_whole_wait() throws Exception {
    var voter = voter();

    assertThat(voter.ask(EAST)).isInstanceOf(VoteReply.Wait.class);
    pass(WAIT.minusNanos(1));
    assertThat(voter.ask(EAST)).isInstanceOf(VoteReply.Wait.class);
    pass(Duration.ofNanos(1));
    assertThat(voter.ask(EAST)).isEqualTo(new VoteReply.Granted(1));
  }

  @Test
  @Tag("invariant-50")
  void another_region_gets_the_vote_once_it_saw_no_renewal_for_a_whole_wait() throws Exception {
    var east = voter();
    var west = voter();
    grant(east, EAST);
    pass(Duration.ofDays(1)); // What passed before it looked does not count.

    assertThat(west.ask(WEST)).isEqualTo(new VoteReply.Wait(WAIT, "east may still hold the lease"));
    pass(WAIT.minusNanos(1));
    assertThat(west.ask(WEST)).isInstanceOf(VoteReply.Wait.class);
    pass(Duration.ofNanos(1));
    assertThat(west.ask(WEST)).isEqualTo(new VoteReply.Granted(2));

    assertThat(east.ask(EAST))
        .isEqualTo(new VoteReply.Refused(2, "west", "a higher epoch was granted"));
  }

  /// The plan was changed, and who fences goes by another state of it than the guard does.
  @Test
  @Tag("invariant-65")
  void a_holder_is_waited_for_as_long_as_its_own_lease_lasts() throws Exception {
    var longer = LeaseTerms.lasting(Duration.ofSeconds(30));
    var patient = voter(longer);
    var _ = patient.ask(EAST);
    pass(longer.voterWait());
    assertThat(patient.ask(EAST)).isEqualTo(new VoteReply.Granted(1));
    var again = voter();
    assertThat(again.ask(EAST)).as("a second guard, by a shorter plan").isNotNull();

    var west = voter();
    assertThat(west.ask(WEST))
        .isEqualTo(new VoteReply.Wait(longer.voterWait(), "east may still hold the lease"));
    pass(longer.voterWait().minusNanos(1));
    assertThat(west.ask(WEST)).isInstanceOf(VoteReply.Wait.class);
    pass(Duration.ofNanos(1));
    assertThat(west.ask(WEST)).isEqualTo(new VoteReply.Granted(2));
    assertThat(voter().ask(new VoteRequest("shop", 3, "east")))
        .as("west's own lease is the shorter one")
        .isEqualTo(new VoteReply.Wait(WAIT, "west may still hold the lease"));
  }

  @Test
  void a_holder_that_renews_is_never_overtaken() throws Exception {
    var east = voter();
    var west = voter();
    grant(east, EAST);

    for (int i = 0; i < 5; i++) {
      assertThat(west.ask(WEST)).isInstanceOf(VoteReply.Wait.class);
      pass(WAIT.minusNanos(1));
      assertThat(east.ask(EAST)).isEqualTo(new VoteReply.Granted(1));
      pass(Duration.ofNanos(1));
    }
    assertThat(west.ask(WEST)).isInstanceOf(VoteReply.Wait.class);
  }

  /// Each look that finds the vote renewed begins the wait anew, also one that came in between the
  /// look and the taking.
  @Test
  @Tag("invariant-50")
  void a_renewal_between_the_look_and_the_taking_refuses_the_taking() throws Exception {
    var east = voter();
    var west = voter();
    grant(east, EAST);
    assertThat(west.ask(WEST)).isInstanceOf(VoteReply.Wait.class);
    pass(WAIT);

    var renewed = new ArrayList<VoteReply>();
    bed.gate().before(Tables.REGION, "dynamodb", "PutItem", () -> renewed.add(asked(east, EAST)));

    assertThat(west.ask(WEST)).isEqualTo(new VoteReply.Wait(WAIT, "east may still hold the lease"));
    assertThat(renewed).containsExactly(new VoteReply.Granted(1));
  }

  private static VoteReply asked(VoterClient voter, VoteRequest request) {
    try {
      return voter.ask(request);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void a_vote_that_was_handed_back_needs_no_wait() throws Exception {
    var east = voter();
    grant(east, EAST);

    assertThat(east.release(new ReleaseRequest(EAST, new Release.HandedBack())))
        .isEqualTo(new VoteReply.Ended(1));

    assertThat(voter().ask(WEST)).isEqualTo(new VoteReply.Granted(2));
    assertThat(voter().status("shop").vote().orElseThrow().holder()).isEqualTo("west");
  }

  @Test
  void a_vote_that_has_ended_is_renewed_no_more() throws Exception {
    var east = voter();
    grant(east, EAST);
    var _ = east.release(new ReleaseRequest(EAST, new Release.HandedBack()));

    assertThat(east.ask(EAST))
        .isEqualTo(
            new VoteReply.Refused(1, "east", "this epoch has ended; ask under a higher one"));
  }

  @Test
  void only_the_lease_that_was_granted_last_can_be_handed_back() throws Exception {
    grant(voter(), WEST);

    assertThat(voter().release(new ReleaseRequest(EAST, new Release.HandedBack())))
        .isInstanceOf(VoteReply.Refused.class);
    assertThat(voter().status("shop").bound()).isTrue();
  }

  /// What is healed while somebody looks at the dead has renewed its lease.
  @Test
  void a_death_that_was_seen_before_a_renewal_ends_nothing() throws Exception {
    var east = voter();
    grant(east, EAST);
    var west = voter();
    var before = timeOf(west);
    assertThat(east.ask(EAST)).isEqualTo(new VoteReply.Granted(1));

    assertThat(west.release(new ReleaseRequest(EAST, new Release.DeathProven(before, "seen"))))
        .isInstanceOf(VoteReply.Refused.class);

    var after = timeOf(west);
    assertThat(west.release(new ReleaseRequest(EAST, new Release.DeathProven(after, "seen"))))
        .isEqualTo(new VoteReply.Ended(1));
    assertThat(west.ask(WEST)).isEqualTo(new VoteReply.Granted(2));
  }

  /// Some time after it first saw what is there.
  private Duration timeOf(VoterClient voter) throws Exception {
    var _ = voter.status("shop");
    pass(Duration.ofSeconds(1));
    return voter.status("shop").at();
  }

  @Test
  void a_vote_that_is_withheld_is_not_renewed_and_runs_out() throws Exception {
    var east = voter();
    grant(east, EAST);
    var west = voter();
    var _ = west.withhold(WEST);

    assertThat(east.ask(EAST))
        .isEqualTo(new VoteReply.Refused(1, "east", "epoch 2 waits for this lease to end"));
    assertThat(west.ask(WEST)).isInstanceOf(VoteReply.Wait.class);
    pass(WAIT);
    assertThat(west.ask(WEST)).isEqualTo(new VoteReply.Granted(2));
  }

  /// It grants nothing, so it must not make anyone wait longer either.
  @Test
  void to_withhold_does_not_begin_the_wait_anew() throws Exception {
    grant(voter(), EAST);
    var west = voter();
    var _ = west.ask(WEST);
    pass(WAIT.minusNanos(1));
    var _ = west.withhold(WEST);
    pass(Duration.ofNanos(1));

    assertThat(west.ask(WEST)).isEqualTo(new VoteReply.Granted(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "renewed"})
  void a_grant_whose_answer_is_lost_is_found_granted(String which) throws Exception {
    var east = voter();
    if (which.equals("renewed")) {
      grant(east, EAST);
    } else {
      var _ = east.ask(EAST);
      pass(WAIT);
    }
    bed.gate().loseAnswers(Tables.REGION, "dynamodb", 1);

    assertThat(east.ask(EAST)).isEqualTo(new VoteReply.Granted(1));
  }

  @Test
  void of_two_that_ask_under_one_epoch_at_once_one_is_granted() throws Exception {
    var grown = new VoteRequest("shop", 2, "north");
    var one = voter();
    var other = voter();
    grant(voter(), EAST);
    var _ = one.ask(WEST);
    var _ = other.ask(grown);
    pass(WAIT);

    var replies = atOnce(List.of(() -> one.ask(WEST), () -> other.ask(grown)));

    assertThat(replies).filteredOn(VoteReply.Granted.class::isInstance).hasSize(1);
    assertThat(replies).filteredOn(VoteReply.Refused.class::isInstance).hasSize(1);
  }

  private static List<VoteReply> atOnce(List<Callable<VoteReply>> asks) throws Exception {
    var ready = new CyclicBarrier(asks.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          asks.stream()
              .map(ask ->
                  threads.submit(() -> {
                    ready.await();
                    return ask.call();
                  }))
              .toList();
      var replies = new ArrayList<VoteReply>();
      for (var each : asked) {
        replies.add(each.get());
      }
      return replies;
    }
  }

  @Test
  void a_region_that_is_cut_is_silent_within_the_limit_that_was_asked_for() throws Exception {
    bed.gate().cut(Tables.REGION, Cut.HANG);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> voter().within(Duration.ofMillis(300)).ask(EAST))
        .withMessageContaining("DynamoDB in " + Tables.REGION);
  }

  @Test
  void an_item_that_somebody_else_has_written_is_told() {
    bed.clients()
        .client(AwsApi.dynamo(), Tables.REGION)
        .putItem(it -> it.tableName(table).item(Map.of("workload", AttributeValue.fromS("shop"))));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> voter().ask(EAST))
        .withMessageContaining("cannot be understood");
  }
}
