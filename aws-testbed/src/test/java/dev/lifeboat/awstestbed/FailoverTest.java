package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.provider.IamPolicy;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Both strategies leave a primary region that is out of reach, in each way that can be; no user
/// goes back by himself; the writer comes home in order, and the region can be left again.
@ExtendWith(TestBed.InTests.class)
final class FailoverTest {
  /// Of AWS as a whole, each in one region of its own.
  private static final List<String> GLOBAL =
      List.of("route53", "iam", "globalaccelerator", "cloudfront", "organizations");

  private static final int LOOKS = 6;

  private final TestBed bed;

  @TempDir Path state;

  FailoverTest(TestBed bed) {
    this.bed = bed;
  }

  /// The controller dies once at its Nth event.
  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(Strategy.WARM_STANDBY, Cut.REFUSE, 3),
        Arguments.of(Strategy.WARM_STANDBY, Cut.UNAVAILABLE, 8),
        Arguments.of(Strategy.WARM_STANDBY, Cut.THROTTLE, 12),
        Arguments.of(Strategy.WARM_STANDBY, Cut.HANG, 16),
        Arguments.of(Strategy.PILOT_LIGHT, Cut.REFUSE, 14),
        Arguments.of(Strategy.PILOT_LIGHT, Cut.UNAVAILABLE, 10),
        Arguments.of(Strategy.PILOT_LIGHT, Cut.THROTTLE, 6),
        Arguments.of(Strategy.PILOT_LIGHT, Cut.HANG, 18));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void a_lost_primary_region_is_left_comes_home_in_order_and_is_left_again(
      Strategy strategy, Cut cut, int death) throws Exception {
    var shop = new Shop(bed, strategy, state);
    var moves = new Moves(shop, state);
    try {
      shop.create();
      shop.adopt();
      shop.guard("east");
      shop.awaitLease("east");
      lose(shop, cut);
      int before = bed.gate().calls().size();

      moves.move(Mode.FAILOVER, "west", OptionalInt.of(death));

      assertNothingOfTheLostRegionWasNeeded(before);
      bed.gate().mend();
      assertNobodyGoesBack(shop);

      shop.guard("west");
      shop.awaitLease("west");
      shop.guard("east");
      moves.move(Mode.FAILBACK, "east");
      assertThat(shop.databases().inPrimary())
          .containsExactly(shop.databases().name(), shop.databases().name() + "-before-e3");

      shop.awaitLease("east");
      shop.loseGuard("west");
      lose(shop, cut);
      moves.move(Mode.FAILOVER, "west");

      var calls = bed.gate().calls().subList(before, bed.gate().calls().size());
      var allowed = new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.EXECUTE, "*"));
      allowed.assertCovers(calls);
      allowed.assertNeeds(calls);
    } finally {
      shop.end();
    }
  }

  private void lose(Shop shop, Cut cut) throws InterruptedException {
    shop.loseGuard("east");
    bed.gate().cut(TestBed.PRIMARY, cut);
    bed.gate().cut(TestBed.RECOVERY, "globalaccelerator", cut);
  }

  private void assertNothingOfTheLostRegionWasNeeded(int before) {
    var calls = bed.gate().calls().subList(before, bed.gate().calls().size());
    assertThat(calls).noneMatch(call -> GLOBAL.contains(call.service()));
    assertThat(calls)
        .filteredOn(call -> call.region().equals(TestBed.PRIMARY))
        .as("its object of the route is tried; two others are enough")
        .allSatisfy(call -> assertThat(call.service()).isEqualTo("s3"));
  }

  private static void assertNobodyGoesBack(Shop shop) throws Exception {
    var routed = new Goal.Routed("entry", "west");
    var reconciler = shop.account().provider(shop.workload()).reconciler(routed);
    for (int look = 0; look < LOOKS; look++) {
      assertThat(reconciler.observe(routed)).isInstanceOf(Observation.Met.class);
    }
  }
}
