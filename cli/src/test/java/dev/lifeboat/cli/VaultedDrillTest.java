package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: a shop of which nothing but a vault is elsewhere comes back from that vault alone once its
/// region is lost, and comes home without a loss.
@Timeout(600)
final class VaultedDrillTest {
  @Test
  void the_shop_is_recovered_from_its_vault_and_comes_home() throws Exception {
    ToolCache.useForPrograms();
    try (var plan = VaultedPlan.make()) {
      var told =
          Invocation.of(
              "drill", plan.file(), "--scenario", "region-loss", "--json", "--state", plan.state());
      assertThat(told.exitCode()).as(told.toString()).isZero();
      var drill = told.json();
      assertThat(drill.path("outcome").asString()).isEqualTo("passed");
      assertThat(drill.path("rpo").path("seconds").asDouble())
          .as("log comes each second")
          .isLessThan(10);
      assertThat(drill.path("steps").toString()).contains("restore-orders", "Restored");
      assertThat(drill.path("failback").path("lost").asInt(-1)).isZero();
      assertThat(drill.path("residue")).isEmpty();
      assertThat(drill.path("ledger").path("matchesCanary").asBoolean()).isTrue();
    }
  }
}
