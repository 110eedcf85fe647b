package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.ClientOutage;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.scenario.Scenarios;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: behind a name a lost region is recovered as behind a proxy, and nothing is left behind.
@Tag("proof")
@Timeout(900)
@ExtendWith(SharedLab.InTests.class)
final class DnsDrillTest {

  @Test
  void a_region_is_lost_and_clients_find_the_other_by_its_name(SharedLab shared) throws Exception {
    try (var lab = shared.alone(DnsDrillTest::behindAName)) {
      var result = lab.drill(Scenarios.REGION_LOSS);

      assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.PASSED);
      assertThat(result.safety().fence().proven()).isTrue();
      assertThat(result.safety().residue()).isEmpty();
      assertThat(lab.writer()).isEqualTo("east");
      assertThat(result.clients())
          .as("%s", result.clients())
          .extracting(ClientOutage::kind)
          .containsExactly("libc", "pool", "jvm");
      assertThat(result.clients())
          .as("%s", result.clients())
          .allSatisfy(client -> assertThat(client.outageSeconds()).isPositive());
    }
  }

  private static String behindAName(String plan) {
    return plan.replace("plan: storefront", "plan: storefront-name")
        .replace("type: traffic, to: web }", "type: traffic, to: web, mode: dns, ttl: 1s }");
  }
}
