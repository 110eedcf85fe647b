package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.proofs.ProofRecord;
import dev.lifeboat.scenario.Scenarios;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: whatever the latency between the regions, the ledger of a region-loss drill holds every
/// write that the canary lost, and of the canary's nothing else but unknown ones.
///
/// Method: as many drills at each latency as the property `lifeboat.ledger.drills` says, 20 without
/// it, one lab for each latency. Each drill that passed is a line of `target/proof/ledger.txt`, and
/// is not held again while the product is the same; one that failed is a line that says so, and
/// why.
@Tag("proof")
@Timeout(value = 6, unit = TimeUnit.HOURS)
@ExtendWith(SharedLab.InTests.class)
final class LedgerProofTest {
  private static ProofRecord done;

  @BeforeAll
  static void begin() throws Exception {
    done = ProofRecord.ofProduct("ledger.txt");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 80, 200})
  @Tag("invariant-38")
  void the_ledger_matches_the_canary_in_every_region_loss_drill(int latencyMillis, SharedLab shared)
      throws Exception {
    var name = "latency " + latencyMillis + " ms: ";
    long held = done.lines(name).size();
    long drills = Integer.getInteger("lifeboat.ledger.drills", 20);
    if (held >= drills) {
      return;
    }
    // A name, and so ports, of its own: this may run for an hour beside other labs.
    try (var lab =
        shared.alone(plan ->
            plan.replace("plan: storefront", "plan: ledger")
                .replace("latency: 20ms", "latency: " + latencyMillis + "ms")
                .replace("rate: 20/s", "rate: 50/s"))) {
      for (long i = held; i < drills; i++) {
        var result = lab.drill(Scenarios.REGION_LOSS);
        if (result.outcome() != DrillResult.Outcome.PASSED || !matches(result)) {
          done.add("failed: " + name + result);
        }

        assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.PASSED);
        assertThat(matches(result)).as("%s: %s", name, result.safety().ledger()).isTrue();
        var writes = Objects.requireNonNull(result.measured().writes());
        assertThat(result.safety().ledger().lost()).isEqualTo(writes.lost());
        done.add(
            "%slost %d of %d, unknown %d, in the ledger %d rows and %d objects"
                .formatted(
                    name,
                    writes.lost(),
                    writes.acknowledged(),
                    writes.unknown(),
                    result.safety().ledger().rows(),
                    result.safety().ledger().objects()));
      }
    }
  }

  private static boolean matches(DrillResult result) {
    return Boolean.TRUE.equals(result.safety().ledger().matchesCanary());
  }
}
