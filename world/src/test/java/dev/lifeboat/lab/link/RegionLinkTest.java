package dev.lifeboat.lab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.RefusedException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegionLinkTest {
  // So many that an address which is sometimes still taken is met.
  private static final int STARTS = 200;
  private static final Conditions SLOW = Conditions.CLEAR.withLatencyMillis(60);

  @TempDir Path folder;

  @Test
  void every_byte_waits_one_latency_each_way() throws Exception {
    try (var regions = TwoRegions.with(SLOW, null);
        var _ = RegionLink.open(regions.east());
        var _ = RegionLink.open(regions.west());
        var client = regions.connect();
        var server = regions.accept()) {
      for (int round = 0; round < 3; round++) {
        long sent = System.nanoTime();
        client.getOutputStream().write('q');
        server.getInputStream().read();
        long arrived = System.nanoTime();
        server.getOutputStream().write('a');
        client.getInputStream().read();
        long answered = System.nanoTime();

        assertThat(Duration.ofNanos(arrived - sent))
            .isBetween(Duration.ofMillis(60), Duration.ofSeconds(5));
        assertThat(Duration.ofNanos(answered - arrived))
            .isBetween(Duration.ofMillis(60), Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void bytes_keep_their_order_whatever_the_jitter_and_the_close_comes_after_them()
      throws Exception {
    var payload = new byte[3_000_000];
    new Random(7).nextBytes(payload);
    try (var regions = TwoRegions.with(new Conditions(5, 30, null, false), null);
        var _ = RegionLink.open(regions.east());
        var _ = RegionLink.open(regions.west());
        var client = regions.connect();
        var server = regions.accept()) {
      client.getOutputStream().write(payload);
      client.shutdownOutput();

      assertThat(server.getInputStream().readAllBytes()).isEqualTo(payload);

      server.getOutputStream().write("after the half-close".getBytes(StandardCharsets.UTF_8));
      server.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes())
          .asString()
          .isEqualTo("after the half-close");
    }
  }

  @Test
  void a_cut_is_silence_and_what_waited_flows_on_when_it_heals() throws Exception {
    try (var regions = TwoRegions.with(Conditions.CLEAR, null);
        var _ = RegionLink.open(regions.east());
        var _ = RegionLink.open(regions.west());
        var client = regions.connect();
        var server = regions.accept()) {
      var link = new LinkClient(regions.east().admin());
      link.set("west", Conditions.CLEAR.withCut(true));
      client.getOutputStream().write(1);
      server.getOutputStream().write(2);
      try (var late = regions.connect()) {
        late.getOutputStream().write(3);
        Await.until("bytes wait", () -> link.get().peers().get("west").bytesInFlight() == 2);
        assertSilent(client);
        assertSilent(server);
        assertNoConnection(regions);

        link.set("west", Conditions.CLEAR);

        assertThat(server.getInputStream().read()).isEqualTo(1);
        assertThat(client.getInputStream().read()).isEqualTo(2);
        try (var accepted = regions.accept()) {
          assertThat(accepted.getInputStream().read()).isEqualTo(3);
        }
      }
      Await.until("nothing waits", () -> link.get().peers().get("west").bytesInFlight() == 0);
    }
  }

  @Test
  void nothing_of_a_client_that_gave_up_behind_a_cut_arrives_when_it_heals() throws Exception {
    try (var regions = TwoRegions.with(Conditions.CLEAR, null);
        var _ = RegionLink.open(regions.east());
        var _ = RegionLink.open(regions.west())) {
      var east = new LinkClient(regions.east().admin());
      var west = new LinkClient(regions.west().admin());
      for (boolean near : new boolean[] {true, false}) {
        var half = near ? east : west;
        var peer = near ? "west" : "east";
        half.set(peer, Conditions.CLEAR.withCut(true));
        try (var client = regions.connect()) {
          client.getOutputStream().write(1);
          Await.until("it waits", () -> half.get().peers().get(peer).connections() == 1);
        }
        if (near) {
          // The half beyond the client cannot see that it gave up: it gives up itself when healed.
          Await.until("its end was seen", () -> half.get().peers().get(peer).connections() == 0);
        }

        half.set(peer, Conditions.CLEAR);

        assertNoConnection(regions);
        Await.until("it is gone", () -> east.get().peers().get("west").connections() == 0);
      }
    }
  }

  /// Goal: behind a cut nobody learns that the other side has died, however abruptly.
  ///
  /// Method: a client that does not read, so that its half ends with bytes unread, which TCP tells
  /// the peer by a reset.
  @Test
  void a_cut_hides_that_the_peer_has_died() throws Exception {
    try (var regions = TwoRegions.with(Conditions.CLEAR, null);
        var _ = RegionLink.open(regions.west());
        var east = new Dying(RegionLink.open(regions.east()));
        var _ = regions.connect();
        var server = regions.accept()) {
      var west = new LinkClient(regions.west().admin());
      var flood = Thread.ofVirtual().start(() -> floodUntilReset(server));
      Await.until(
          "the line is full",
          () ->
              west.get().peers().get("east").bytesInFlight() > DelayLine.LIMIT_BYTES - (64 << 10));
      west.set("east", Conditions.CLEAR.withCut(true));
      east.die();
      assertSilent(server);
      assertThat(flood.isAlive()).isTrue();

      west.set("east", Conditions.CLEAR);
      flood.join();
    }
  }

  /// A link whose end comes before the end of the test.
  private record Dying(RegionLink link) implements AutoCloseable {
    void die() throws IOException {
      link.close();
    }

    @Override
    public void close() throws IOException {
      die();
    }
  }

  @Test
  void a_refusal_by_the_dead_region_resets_the_client_after_one_latency() throws Exception {
    try (var regions = TwoRegions.with(SLOW, null);
        var _ = RegionLink.open(regions.east())) {
      long begin = System.nanoTime();
      try (var client = regions.connect()) {
        assertThatExceptionOfType(SocketException.class)
            .isThrownBy(() -> client.getInputStream().read());
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
            .isGreaterThanOrEqualTo(Duration.ofMillis(60));
      }
    }
  }

  @Test
  void a_refusal_by_the_server_reaches_the_client() throws Exception {
    try (var regions = TwoRegions.with(SLOW, null);
        var _ = RegionLink.open(regions.east());
        var _ = RegionLink.open(regions.west())) {
      regions.server().close();
      try (var client = regions.connect()) {
        assertThatExceptionOfType(SocketException.class)
            .isThrownBy(() -> client.getInputStream().read());
      }
    }
  }

  @Test
  void bandwidth_is_shared_by_all_connections_to_a_peer() throws Exception {
    try (var regions = TwoRegions.with(new Conditions(0, 0, 200_000L, false), null);
        var _ = RegionLink.open(regions.east());
        var _ = RegionLink.open(regions.west());
        var one = regions.connect();
        var first = regions.accept();
        var two = regions.connect();
        var second = regions.accept()) {
      long begin = System.nanoTime();
      one.getOutputStream().write(new byte[30_000]);
      two.getOutputStream().write(new byte[30_000]);
      first.getInputStream().readNBytes(30_000);
      second.getInputStream().readNBytes(30_000);

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
    }
  }

  @Test
  void a_full_delay_line_holds_the_sender_back() throws Exception {
    try (var regions = TwoRegions.with(Conditions.CLEAR, null);
        var _ = RegionLink.open(regions.east());
        var _ = RegionLink.open(regions.west());
        var client = regions.connect();
        var server = regions.accept()) {
      var link = new LinkClient(regions.east().admin());
      link.set("west", Conditions.CLEAR.withCut(true));
      int total = 4 * DelayLine.LIMIT_BYTES;
      var writer = Thread.ofVirtual().start(() -> writeAll(client, total));
      Await.until(
          "the line is full",
          () ->
              link.get().peers().get("west").bytesInFlight() > DelayLine.LIMIT_BYTES - (64 << 10));
      assertThat(link.get().peers().get("west").bytesInFlight())
          .isLessThanOrEqualTo(DelayLine.LIMIT_BYTES);

      link.set("west", Conditions.CLEAR);

      assertThat(server.getInputStream().readNBytes(total)).hasSize(total);
      writer.join();
    }
  }

  @Test
  void a_restarted_link_is_as_cut_as_before() throws Exception {
    try (var regions = TwoRegions.with(SLOW, folder.resolve("conditions.json"))) {
      try (var _ = RegionLink.open(regions.east())) {
        var link = new LinkClient(regions.east().admin());
        link.set("west", SLOW.withCut(true));
      }
      try (var _ = RegionLink.open(regions.east())) {
        var link = new LinkClient(regions.east().admin());
        assertThat(link.get().peers().get("west").conditions()).isEqualTo(SLOW.withCut(true));
      }
    }
  }

  @Test
  void the_addresses_of_a_link_are_free_once_it_is_closed() throws Exception {
    try (var regions = TwoRegions.with(SLOW, null)) {
      for (int start = 0; start < STARTS; start++) {
        RegionLink.open(regions.east()).close();
      }
    }
  }

  @Test
  void an_unknown_peer_and_a_dead_link_are_told_apart() throws Exception {
    try (var regions = TwoRegions.with(SLOW, null)) {
      var link = new LinkClient(regions.east().admin());
      assertThatThrownBy(link::get)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(RefusedException.class)
          .hasMessageContaining(regions.east().admin().toString());
      try (var _ = RegionLink.open(regions.east())) {
        assertThatThrownBy(() -> link.set("north", SLOW))
            .isInstanceOf(RefusedException.class)
            .hasMessageContaining("no peer 'north'");
      }
    }
  }

  static void writeNumbers(DataOutputStream out, int count) throws IOException {
    for (int number = 0; number < count; number++) {
      out.writeInt(number);
    }
    out.flush();
  }

  static int countNumbers(DataInputStream in) {
    int count = 0;
    try {
      while (in.readInt() == count) {
        count++;
      }
    } catch (IOException ended) {
      return count;
    }
    throw new AssertionError("out of order at " + count);
  }

  private static void floodUntilReset(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write(new byte[1 << 20]);
      }
    } catch (IOException reset) {
      return;
    }
  }

  private static void writeAll(Socket socket, int total) {
    try {
      socket.getOutputStream().write(new byte[total]);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(100);
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> socket.getInputStream().read());
    socket.setSoTimeout(20_000);
  }

  private static void assertNoConnection(TwoRegions regions) throws IOException {
    regions.server().setSoTimeout(100);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(regions::accept);
    regions.server().setSoTimeout(20_000);
  }
}
