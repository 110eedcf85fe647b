package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A standby that AWS would replace for ever is told before anybody relies on it.
@ExtendWith(TestBed.InTests.class)
final class StandbyLookTest {
  private final TestBed bed;

  @TempDir Path folder;

  StandbyLookTest(TestBed bed) {
    this.bed = bed;
  }

  private List<Concern> obstacles(Shop shop) throws Exception {
    try (var check = new AwsCheck(shop.plan(), bed.newClients(), InstantSource.system(), false)) {
      return check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())).stream()
          .filter(it -> it.weight() == Weight.OBSTACLE)
          .toList();
    }
  }

  @Test
  void tasks_that_ecs_judges_by_readiness_behind_an_accelerator_are_an_obstacle() throws Exception {
    var shop = new Shop(bed, Strategy.WARM_STANDBY, true, folder);
    try {
      shop.serveGuarded();
      assertThat(obstacles(shop)).isEmpty();

      shop.tasks().registerIn(shop.targets().group());

      assertThat(obstacles(shop))
          .singleElement()
          .satisfies(it ->
              assertThat(it.problem().orElseThrow().happened())
                  .contains("ECS in us-west-2 replaces what is not healthy", "which asks '/'"));
    } finally {
      shop.end();
    }
  }
}
