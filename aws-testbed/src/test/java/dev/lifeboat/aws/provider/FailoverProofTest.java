package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.provider.FailoverTest.Loss;
import dev.lifeboat.awstestbed.ShopRoundTrip;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.proofs.ProofRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: each combination of strategy and outage twenty times, with the controller dying at another
/// event each time.
///
/// Each journey that was made is a line of `target/proof/aws-failovers.txt`, and is not made again
/// while the product is the same.
@Tag("proof")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(TestBed.InTests.class)
final class FailoverProofTest {
  private static final int ROUNDS = 20;

  /// Of the shortest runbook some are left after it, however its looks fall.
  private static final int LAST_DEATH = 16;

  private static ProofRecord done;

  @BeforeAll
  static void begin() throws Exception {
    done = ProofRecord.ofProduct("aws-failovers.txt");
  }

  /// One journey.
  record Round(Loss loss, int number) {
    int death() {
      return 1 + number * 3 % LAST_DEATH;
    }

    @Override
    public String toString() {
      return "%s, region %s, %d of %d"
          .formatted(
              loss.strategy().word(), loss.cut().name().toLowerCase(Locale.ROOT), number, ROUNDS);
    }
  }

  static List<Round> rounds() {
    var rounds = new ArrayList<Round>();
    for (int number = 1; number <= ROUNDS; number++) {
      for (var loss : FailoverTest.losses()) {
        rounds.add(new Round(loss, number));
      }
    }
    return rounds;
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void each_combination_twenty_times(Round round, TestBed.Accounts accounts, @TempDir Path state)
      throws Exception {
    if (done.holds(round + ":")) {
      return;
    }
    long began = System.nanoTime();
    try (var bed = accounts.open()) {
      new ShopRoundTrip(bed, round.loss().strategy(), false, round.loss().cut(), round.death())
          .go(state);
    }
    done.add(
        "%s: left, home and left again in %d s, first controller dead at event %d"
            .formatted(
                round, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began), round.death()));
  }
}
