package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key that says what is recovered first decides it.
final class RecoveryOrderTest {
  private static final RunId RUN = new RunId("20261120-150000-bcdf");

  private static Workload shopAfterAccounts() {
    var shop = Storefront.plan().workload(Storefront.SHOP);
    return new Workload(
        shop.name(),
        shop.owner(),
        shop.criticality(),
        shop.objectives(),
        shop.impact(),
        List.of("accounts"),
        shop.strategy(),
        shop.resources(),
        shop.verify(),
        shop.failover(),
        shop.failback());
  }

  @Test
  void what_it_depends_on_leaves_a_region_first(@TempDir Path folder) throws Exception {
    var placements = new FilePlacements(folder);
    var first = Placement.first("accounts", Storefront.EAST);
    placements.compareAndSet(Optional.empty(), first);

    assertThat(RecoveryOrder.refusal(shopAfterAccounts(), Storefront.EAST, placements))
        .hasValueSatisfying(it -> {
          assertThat(it.code()).isEqualTo(Code.LB2022);
          assertThat(it.happened()).contains("'shop' depends on 'accounts'", "still in east");
        });

    var claimed = first.claimedBy(RUN);
    var moved = claimed.promoted(Storefront.WEST, claimed.highestEpoch());
    placements.compareAndSet(Optional.of(first), claimed);
    placements.compareAndSet(Optional.of(claimed), moved);
    assertThat(RecoveryOrder.refusal(shopAfterAccounts(), Storefront.EAST, placements)).isEmpty();
  }
}
