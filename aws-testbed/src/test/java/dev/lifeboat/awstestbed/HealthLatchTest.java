package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What keeps users of an accelerator out of a region that comes back.
@ExtendWith(TestBed.InTests.class)
final class HealthLatchTest {
  private final TestBed bed;

  HealthLatchTest(TestBed bed) {
    this.bed = bed;
  }

  /// Goal: the path that load balancers ask for is the latch, and `check` looks at it.
  ///
  /// Method: home asks its targets for something else. That is told before; it is lost, left and
  /// comes back. Users go back to it, until it asks for what it should.
  @Test
  void a_region_that_comes_back_gets_users_only_if_its_load_balancer_asks_for_another_path(
      @TempDir Path state) throws Exception {
    var shop = new Shop(bed, Strategy.PILOT_LIGHT, true, state);
    var routed = new Goal.Routed("entry", "west");
    try {
      shop.serve();
      var route = shop.account().provider(shop.workload()).reconciler(routed);
      assertThat(route.preflight(routed)).isEqualTo(Readiness.ready());
      shop.targetsAtHome().askAt("/alive");
      assertThat(route.preflight(routed))
          .isInstanceOfSatisfying(
              Readiness.NotReady.class,
              it ->
                  assertThat(it.problem().happened())
                      .isEqualTo(
                          "the load balancer in east looks at '/alive' of its targets, not at"
                              + " '/'"));

      shop.loseHome(Cut.REFUSE);
      new Moves(shop, state).move(Mode.FAILOVER, "west");
      shop.assertEverybodyIsLedTo("west");
      bed.gate().mend();

      shop.assertEverybodyIsLedTo("east");
      shop.targetsAtHome().askAt("/");
      shop.assertEverybodyIsLedTo("west");
      assertThat(route.preflight(routed)).isEqualTo(Readiness.ready());
    } finally {
      shop.end();
    }
  }
}
