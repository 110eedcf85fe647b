package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// A shop whose primary region is lost; it is left, comes home in order, and is left again.
///
/// @param accelerated whether users come by an accelerator, else by a name
/// @param cut how the region is out of reach
/// @param death the event of the first run's journal after which its controller dies
public record ShopRoundTrip(
    TestBed bed, Strategy strategy, boolean accelerated, Cut cut, int death) {
  /// Of AWS as a whole, each in one region of its own.
  private static final List<String> GLOBAL =
      List.of("route53", "iam", "globalaccelerator", "cloudfront", "organizations");

  private static final int LOOKS = 6;
  private static final int MOST_LOOKS = 20;

  /// Goes all the way, and fails where something is not as it must be.
  ///
  /// @param state a folder of its own
  public void go(Path state) throws Exception {
    boolean withImages = strategy == Strategy.WARM_STANDBY;
    var shop = new Shop(bed, strategy, accelerated, withImages, state);
    var moves = new Moves(shop, state);
    var pictures = new UserUploads(shop.images(), withImages);
    try {
      shop.serve();
      pictures.begin();
      lose(shop);
      pictures.lose();
      int before = bed.gate().calls().size();

      moves.move(Mode.FAILOVER, "west", OptionalInt.of(death));

      assertNothingOfTheLostRegionWasNeeded(before);
      pictures.serve();
      bed.gate().mend();
      pictures.heal();
      assertNobodyGoesBack(shop);

      shop.guard("west");
      shop.awaitLease("west");
      shop.guard("east");
      moves.move(Mode.FAILBACK, "east");
      assertThat(shop.databases().inPrimary())
          .containsExactly(shop.databases().name(), shop.databases().name() + "-before-e3");

      pictures.home();
      shop.awaitLease("east");
      shop.loseGuard("west");
      lose(shop);
      moves.move(Mode.FAILOVER, "west");
      pictures.leftAgain();

      var calls = bed.gate().callsSince(before);
      var allowed = new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.EXECUTE, "*"));
      allowed.assertCovers(calls);
      allowed.assertNeeds(calls, Allowed.DEPENDING);
    } finally {
      shop.end();
    }
  }

  private void lose(Shop shop) throws InterruptedException {
    shop.loseHome(cut);
    bed.gate().cut(TestBed.RECOVERY, "globalaccelerator", cut);
  }

  private void assertNothingOfTheLostRegionWasNeeded(int before) {
    var calls = bed.gate().callsSince(before);
    assertThat(calls).noneMatch(call -> GLOBAL.contains(call.service()));
    assertThat(calls)
        .filteredOn(call -> call.region().equals(TestBed.PRIMARY))
        .as("its object of the route and its load balancer's latch are tried, and passed over")
        .allSatisfy(call ->
            assertThat(List.of("s3", "DescribeTargetGroups"))
                .containsAnyOf(call.service(), call.operation()));
  }

  private static void assertNobodyGoesBack(Shop shop) throws Exception {
    var routed = new Goal.Routed("entry", "west");
    var reconciler = shop.account().reconcilers(shop.workload()).reconciler(routed);
    assertThat(reconciler.preflight(routed)).isEqualTo(Readiness.ready());
    int met = 0;
    for (int look = 1; met < LOOKS; look++) {
      var seen = reconciler.observe(routed);
      // On a busy machine nobody answers in time now and then, which tells nothing.
      if (look > MOST_LOOKS || !(seen instanceof Observation.Unreachable)) {
        assertThat(seen).isInstanceOf(Observation.Met.class);
        met++;
      }
    }
  }
}
