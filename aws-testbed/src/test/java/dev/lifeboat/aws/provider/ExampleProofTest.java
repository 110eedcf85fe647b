package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.awstestbed.ExampleRoundTrip;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.proofs.ProofRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: each shipped example five times by each fence: left, protected again, home, left again.
/// One after the other, since names of buckets are the world's.
///
/// Each journey that was made is a line of `target/proof/aws-examples.txt`, and is not made again
/// while the product is the same.
@Tag("proof")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.PILOT_LIGHT)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class ExampleProofTest {
  private static final int ROUNDS = 5;

  private static ProofRecord done;

  @BeforeAll
  static void begin() throws Exception {
    done = ProofRecord.ofProduct("aws-examples.txt");
  }

  /// One journey.
  record Round(ShippedExample example, int number) {
    @Override
    public String toString() {
      return "%s, %d of %d".formatted(example, number, ROUNDS);
    }
  }

  static List<Round> rounds() {
    var rounds = new ArrayList<Round>();
    for (int number = 1; number <= ROUNDS; number++) {
      for (var folder : List.of(ShippedExample.WARM_STANDBY, ShippedExample.PILOT_LIGHT)) {
        for (var fence : FenceChoice.Means.values()) {
          rounds.add(new Round(ShippedExample.of(folder, fence), number));
        }
      }
    }
    return rounds;
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void each_example_by_each_fence_five_times(
      Round round, TestBed.Accounts accounts, @TempDir Path folder) throws Exception {
    if (done.holds(round + ":")) {
      return;
    }
    long began = System.nanoTime();
    try (var bed = accounts.open()) {
      new ExampleRoundTrip(bed, round.example()).go(folder);
    }
    done.add(
        "%s: left, home and left again in %d s"
            .formatted(round, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)));
  }
}
