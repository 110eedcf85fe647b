package dev.lifeboat.aws.provider;

import dev.lifeboat.awstestbed.ExampleRoundTrip;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that are shipped are executed, under the names, regions and buckets that they have: the
/// warm standby once by each fence, the pilot light as it stands, each journey in an account of its
/// own. Each by each fence five times: [ExampleProofTest].
@Order(3)
@ExtendWith(TestBed.InTests.class)
final class ExampleOnAwsTest {
  private final TestBed.Accounts accounts;

  ExampleOnAwsTest(TestBed.Accounts accounts) {
    this.accounts = accounts;
  }

  private void go(ShippedExample example, Path folder) throws Exception {
    try (var bed = accounts.open()) {
      new ExampleRoundTrip(bed, example).go(folder);
    }
  }

  static List<ShippedExample> warmStandbys() {
    return List.of(
        ShippedExample.asItStands(ShippedExample.WARM_STANDBY),
        ShippedExample.asItStands(ShippedExample.WITHOUT_GUARD));
  }

  /// A file of its own for each fence.
  @ParameterizedTest
  @MethodSource("warmStandbys")
  @ResourceLock(ShippedExample.WARM_STANDBY)
  void the_warm_standby_is_left_comes_home_and_is_left_again(
      ShippedExample example, @TempDir Path folder) throws Exception {
    go(example, folder);
  }

  @Test
  @ResourceLock(ShippedExample.PILOT_LIGHT)
  void the_pilot_light_is_left_comes_home_and_is_left_again(@TempDir Path folder) throws Exception {
    go(ShippedExample.asItStands(ShippedExample.PILOT_LIGHT), folder);
  }
}
