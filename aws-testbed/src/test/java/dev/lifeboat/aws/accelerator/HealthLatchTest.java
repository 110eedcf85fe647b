package dev.lifeboat.aws.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What keeps users of an accelerator out of a region that comes back.
@ExtendWith(TestBed.InTests.class)
final class HealthLatchTest {
  private static final Goal.Routed TO_WEST = new Goal.Routed("entry", "west");

  private final TestBed bed;

  @TempDir Path folder;

  HealthLatchTest(TestBed bed) {
    this.bed = bed;
  }

  private interface Part {
    void act(Shop shop) throws Exception;
  }

  private void with(Part part) throws Exception {
    var shop = new Shop(bed, Strategy.PILOT_LIGHT, true, folder);
    try {
      part.act(shop);
    } finally {
      shop.end();
    }
  }

  private static Readiness preflight(Shop shop) throws Exception {
    return shop.account().reconcilers(shop.workload()).reconciler(TO_WEST).preflight(TO_WEST);
  }

  private static void assertNotReady(Readiness readiness, Code code, String told) {
    assertThat(readiness)
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            it -> {
              assertThat(it.problem().code()).isEqualTo(code);
              assertThat(it.problem().happened()).contains(told);
            });
  }

  /// Goal: the path that load balancers ask for is the latch.
  ///
  /// Method: home asks its targets for something else. It is lost, left and comes back. Users go
  /// back to it, until it asks for what it should.
  @Test
  @Tag("invariant-62")
  void a_region_that_comes_back_gets_users_if_its_load_balancer_asks_for_another_path()
      throws Exception {
    with(shop -> {
      shop.serve();
      shop.targetsAtHome().askAt("/alive");
      shop.loseHome(Cut.REFUSE);
      new Moves(shop, folder).move(Mode.FAILOVER, "west");
      shop.assertEverybodyIsLedTo("west");

      bed.gate().mend();

      shop.assertEverybodyIsLedTo("east");
      shop.targetsAtHome().askAt("/");
      shop.assertEverybodyIsLedTo("west");
    });
  }

  @Test
  @Tag("invariant-62")
  void a_load_balancer_that_asks_for_another_path_is_told_in_either_region() throws Exception {
    with(shop -> {
      assertThat(preflight(shop)).isEqualTo(Readiness.ready());
      shop.targets().askAt("/alive");
      assertNotReady(
          preflight(shop), Code.LB2014, "in west looks at '/alive' of its targets, not at '/'");
      shop.targets().askAt("/");
      shop.targetsAtHome().askAt("/alive");
      assertNotReady(
          preflight(shop), Code.LB2014, "in east looks at '/alive' of its targets, not at '/'");
    });
  }

  /// A service that may not write answers, too.
  @Test
  void a_load_balancer_that_takes_other_answers_for_healthy_is_told() throws Exception {
    with(shop -> {
      shop.targetsAtHome().accept("200-499");
      assertNotReady(
          preflight(shop), Code.LB2014, "in east takes the answers '200-499' of its targets");
    });
  }

  /// It may be the one that is lost, and a failover must not wait for it.
  @Test
  void a_region_that_does_not_answer_is_passed_over_and_the_other_one_is_looked_at()
      throws Exception {
    with(shop -> {
      bed.gate().cut(TestBed.PRIMARY, Cut.REFUSE);
      assertThat(preflight(shop)).isEqualTo(Readiness.ready());
      shop.targets().askAt("/alive");
      assertNotReady(preflight(shop), Code.LB2014, "in west looks at '/alive'");
    });
  }

  @Test
  void a_target_group_that_is_missing_is_told() throws Exception {
    with(shop -> {
      shop.targets().delete();
      assertNotReady(preflight(shop), Code.LB7005, "has no target group");
    });
  }
}
