package dev.lifeboat.aws.provider;

import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.ShopRoundTrip;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both strategies leave a primary region that is out of reach, in each way that can be; no user
/// goes back by himself; the writer comes home in order, and the region can be left again. Twenty
/// times each: [FailoverProofTest]. Each journey has an account of its own, so that several are
/// under way at once.
@Execution(ExecutionMode.CONCURRENT)
@Order(2)
@ExtendWith(TestBed.InTests.class)
final class FailoverTest {
  private static final List<Cut> CUTS =
      List.of(Cut.REFUSE, Cut.UNAVAILABLE, Cut.THROTTLE, Cut.HANG);

  /// Each combination's first controller dies at another event of its journal, which has some
  /// twenty.
  private static final int FIRST_DEATH = 3;

  private static final int BETWEEN_DEATHS = 2;

  private final TestBed.Accounts accounts;

  FailoverTest(TestBed.Accounts accounts) {
    this.accounts = accounts;
  }

  /// One way to lose the primary region.
  record Loss(Strategy strategy, Cut cut, int death) {}

  static List<Loss> losses() {
    var losses = new ArrayList<Loss>();
    for (var strategy : List.of(Strategy.WARM_STANDBY, Strategy.PILOT_LIGHT)) {
      for (var cut : CUTS) {
        losses.add(new Loss(strategy, cut, FIRST_DEATH + BETWEEN_DEATHS * losses.size()));
      }
    }
    return losses;
  }

  /// The others are [FailoverProofTest]'s.
  static List<Loss> oneOfEachStrategy() {
    var losses = losses();
    return List.of(losses.getFirst(), losses.get(CUTS.size() + 1));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachStrategy")
  @Tag("invariant-54")
  void a_lost_primary_region_is_left_comes_home_in_order_and_is_left_again(
      Loss loss, @TempDir Path state) throws Exception {
    try (var bed = accounts.open()) {
      new ShopRoundTrip(bed, loss.strategy(), false, loss.cut(), loss.death()).go(state);
    }
  }

  @Test
  @Tag("invariant-62")
  void users_of_an_accelerator_leave_a_lost_region_and_come_home(@TempDir Path state)
      throws Exception {
    try (var bed = accounts.open()) {
      new ShopRoundTrip(bed, Strategy.PILOT_LIGHT, true, Cut.REFUSE, FIRST_DEATH).go(state);
    }
  }
}
