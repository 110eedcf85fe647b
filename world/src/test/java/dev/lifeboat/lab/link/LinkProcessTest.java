package dev.lifeboat.lab.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.admin.OwnProcess;
import dev.lifeboat.wire.Await;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkProcessTest {
  @TempDir Path folder;

  /// Goal: what a region had sent and the other had not received yet is lost with the region, or
  /// every measured RPO would be 0.
  ///
  /// Method: east's half as a process of its own, 300 ms away. Numbers that were given time to
  /// arrive, then numbers that were not, then SIGKILL.
  @Test
  @Tag("invariant-15")
  void bytes_in_flight_die_with_the_region_they_left() throws Exception {
    var far = Conditions.CLEAR.withLatencyMillis(300);
    try (var regions = TwoRegions.with(far, null);
        var _ = RegionLink.open(regions.west());
        var east = OwnProcess.start(LinkMain.class, folder, regions.east())) {
      var link = new LinkClient(regions.east().admin());
      Await.until("the link is up", () -> link.get().region().equals("east"));
      try (var client = regions.connect();
          var server = regions.accept()) {
        var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
        var in = new DataInputStream(server.getInputStream());
        RegionLinkTest.writeNumbers(out, 1000);
        for (int number = 0; number < 1000; number++) {
          assertThat(in.readInt()).isEqualTo(number);
        }
        RegionLinkTest.writeNumbers(out, 1000);
        Await.until("in flight", () -> link.get().peers().get("west").bytesInFlight() == 4000);

        east.kill();

        assertThat(RegionLinkTest.countNumbers(in)).isZero();
      }
    }
  }
}
