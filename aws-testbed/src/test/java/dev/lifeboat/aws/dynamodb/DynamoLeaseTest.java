package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseHolder;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Two regions and the votes of three tables. Time passes by the test's own word.
@ExtendWith(TestBed.InTests.class)
final class DynamoLeaseTest {
  private static final double ERROR = 0.01;
  private static final LeaseTerms TERMS =
      new LeaseTerms(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(3), ERROR);

  private static final int STEPS = 120;
  private static final int PHASES = 4;

  private final TestBed bed;
  private Duration now = Duration.ofHours(1);

  DynamoLeaseTest(TestBed bed) {
    this.bed = bed;
  }

  /// Goal: whatever calls are lost and however clocks differ, two holders never may write at once.
  ///
  /// Method: three tables, two regions that ask under epochs that grow, each by a clock whose rate
  /// is off by as much as is allowed. In each phase another of them shall have the lease, while the
  /// other goes on asking. After each step both ask their own clock.
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  @Tag("invariant-50")
  void no_two_regions_may_write_at_once(long seed) throws Exception {
    var random = new Random(seed);
    var tables =
        Map.of(
            "a",
            Tables.newVotes(bed, Tables.REGION),
            "b",
            Tables.newVotes(bed, Tables.REGION),
            "c",
            Tables.newVotes(bed, Tables.REGION));
    var dynamo = bed.once(DynamoDbClient.builder(), Tables.REGION);
    var regions =
        List.of(
            new Asking("east", 1 - ERROR, dynamo, tables),
            new Asking("west", 1 + ERROR, dynamo, tables));
    long epoch = 0;
    var wrote = new TreeSet<String>();

    for (int step = 0; step < STEPS; step++) {
      now = now.plusMillis(random.nextInt(2_500));
      var region =
          regions.get(random.nextInt(10) < 7 ? PHASES * step / STEPS % 2 : random.nextInt(2));
      if (step % (STEPS / PHASES) == 0) {
        region = regions.get(PHASES * step / STEPS % 2);
        region.begin(++epoch);
      }
      if (random.nextInt(4) == 0) {
        bed.gate().loseAnswers(Tables.REGION, "dynamodb", 1 + random.nextInt(5));
      }
      if (region.isAsking()) {
        region.askAll();
      }
      var may = regions.stream().filter(Asking::mayWrite).map(it -> it.name).toList();
      assertThat(may).as("seed %d, step %d", seed, step).hasSizeLessThan(2);
      wrote.addAll(may);
    }
    assertThat(wrote).as("else nothing is shown").containsExactly("east", "west");
  }

  /// A region by its own clock.
  private final class Asking {
    private final String name;
    private final double rate;
    private final Map<String, VoterClient> voters = new LinkedHashMap<>();
    private LeaseHolder holder;

    Asking(String name, double rate, DynamoDbClient dynamo, Map<String, String> tables) {
      this.name = name;
      this.rate = rate;
      tables.forEach((voter, kept) ->
          voters.put(
              voter,
              new DynamoVoter(new DynamoTable(dynamo, Tables.REGION, kept), TERMS, this::clock)));
    }

    private Duration clock() {
      return Duration.ofNanos((long) (now.toNanos() * rate));
    }

    boolean isAsking() {
      return holder != null;
    }

    void begin(long epoch) throws Exception {
      var request = new VoteRequest("shop", epoch, name);
      holder = LeaseHolder.asking(TERMS, List.of("a", "b", "c"), request, clock());
      for (var voter : voters.values()) {
        try {
          var _ = voter.withhold(request);
        } catch (IOException silent) {
          // Two of three are enough, as for votes.
        }
      }
    }

    void askAll() throws Exception {
      for (var voter : voters.entrySet()) {
        var sentAt = clock();
        try {
          if (voter.getValue().ask(holder.request()) instanceof VoteReply.Granted(var epoch)) {
            holder = holder.granted(voter.getKey(), epoch, sentAt);
          }
        } catch (IOException silent) {
          // It may have been granted and counts as nothing.
        }
      }
    }

    boolean mayWrite() {
      return holder != null && holder.mayWrite(clock());
    }
  }
}
