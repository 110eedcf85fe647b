package dev.lifeboat.aws.provider;

import dev.lifeboat.awstestbed.ExampleRoundTrip;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A file that is shipped is executed, under the names, regions and buckets that it has. Both of
/// them, by each fence: [ExampleProofTest].
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.PILOT_LIGHT)
final class ExampleOnAwsTest {
  @Test
  void the_pilot_light_is_left_comes_home_and_is_left_again_as_its_file_stands(
      TestBed bed, @TempDir Path folder) throws Exception {
    new ExampleRoundTrip(bed, ShippedExample.asItStands(ShippedExample.PILOT_LIGHT)).go(folder);
  }
}
