package dev.lifeboat.lab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.lab.admin.Sockets;
import dev.lifeboat.wire.Await;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client at the edge sees of a server in a region, over the edge's own link alone.
final class ThroughFlowTest {
  private static final Conditions CUT = Conditions.CLEAR.withCut(true);

  @Test
  void a_question_and_its_answer_wait_one_latency_each() throws Exception {
    try (var lab = new EdgeAndRegion(Conditions.CLEAR.withLatencyMillis(60));
        var _ = RegionLink.open(lab.edge);
        var client = lab.connect();
        var server = lab.accept()) {
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
  void what_is_handed_over_at_once_never_overtakes_what_was_delayed_before() throws Exception {
    try (var lab = new EdgeAndRegion(Conditions.CLEAR);
        var _ = RegionLink.open(lab.edge);
        var client = lab.connect();
        var server = lab.accept()) {
      for (int round = 0; round < 3; round++) {
        lab.admin.set("east", Conditions.CLEAR.withLatencyMillis(300));
        client.getOutputStream().write('a');
        Await.until("it waits", () -> lab.admin.get().peers().get("east").bytesInFlight() == 1);
        lab.admin.set("east", Conditions.CLEAR);
        client.getOutputStream().write('b');

        assertThat(server.getInputStream().readNBytes(2)).asString().isEqualTo("ab");
      }
    }
  }

  /// Goal: no byte is lost, doubled or moved, and the close comes last, whatever the way does.
  ///
  /// Method: latency comes and goes while three megabytes pass in pieces of 1 to 5000 bytes.
  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void bytes_arrive_whole_while_latency_comes_and_goes(long seed) throws Exception {
    var random = new Random(seed);
    var payload = new byte[3_000_000];
    random.nextBytes(payload);
    try (var lab = new EdgeAndRegion(Conditions.CLEAR);
        var _ = RegionLink.open(lab.edge);
        var client = lab.connect();
        var server = lab.accept()) {
      var sender = Thread.ofPlatform().start(() -> sendInPieces(client, payload, new Random(seed)));
      var received = new byte[payload.length];
      int read = 0;
      while (read < received.length) {
        lab.admin.set("east", new Conditions(random.nextInt(3), random.nextInt(2), null, false));
        read += server.getInputStream().readNBytes(received, read, 100_000);
        lab.admin.set("east", Conditions.CLEAR);
      }
      sender.join();

      assertThat(received).as("seed %d", seed).isEqualTo(payload);
      assertThat(server.getInputStream().read()).isEqualTo(-1);
      server.getOutputStream().write("after the half-close".getBytes(StandardCharsets.UTF_8));
      server.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes())
          .asString()
          .isEqualTo("after the half-close");
    }
  }

  @Test
  void a_cut_is_silence_in_both_directions_and_kept_connections_go_on_when_it_heals()
      throws Exception {
    try (var lab = new EdgeAndRegion(Conditions.CLEAR);
        var _ = RegionLink.open(lab.edge);
        var client = lab.connect();
        var server = lab.accept()) {
      lab.admin.set("east", CUT);
      client.getOutputStream().write(1);
      server.getOutputStream().write(2);
      try (var late = lab.connect()) {
        late.getOutputStream().write(3);
        Await.until("bytes wait", () -> lab.admin.get().peers().get("east").bytesInFlight() == 3);
        assertSilent(client);
        assertSilent(server);
        assertSilent(late);
        assertNoConnection(lab);

        lab.admin.set("east", Conditions.CLEAR);

        assertThat(server.getInputStream().read()).isEqualTo(1);
        assertThat(client.getInputStream().read()).isEqualTo(2);
        try (var accepted = lab.accept()) {
          assertThat(accepted.getInputStream().read()).isEqualTo(3);
        }
      }
    }
  }

  @Test
  void a_client_that_gave_up_before_it_was_connected_never_arrives() throws Exception {
    try (var lab = new EdgeAndRegion(CUT);
        var _ = RegionLink.open(lab.edge)) {
      try (var client = lab.connect()) {
        client.getOutputStream().write(1);
        Await.until("it waits", () -> lab.admin.get().peers().get("east").bytesInFlight() == 1);
      }
      Await.until("it is gone", () -> lab.admin.get().peers().get("east").connections() == 0);

      lab.admin.set("east", Conditions.CLEAR);

      assertNoConnection(lab);
    }
  }

  @Test
  void a_cut_hides_that_the_server_has_died() throws Exception {
    try (var lab = new EdgeAndRegion(Conditions.CLEAR);
        var _ = RegionLink.open(lab.edge);
        var client = lab.connect()) {
      var server = lab.accept();
      lab.admin.set("east", CUT);
      lab.stopServer();
      Sockets.reset(server);

      assertSilent(client);
      try (var late = lab.connect()) {
        assertSilent(late);
      }

      lab.admin.set("east", Conditions.CLEAR);
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> client.getInputStream().read());
    }
  }

  @Test
  void a_server_that_dies_resets_its_clients_and_refuses_until_it_is_back() throws Exception {
    try (var lab = new EdgeAndRegion(Conditions.CLEAR);
        var _ = RegionLink.open(lab.edge);
        var client = lab.connect()) {
      var server = lab.accept();
      lab.stopServer();
      long died = System.nanoTime();
      Sockets.reset(server);

      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> client.getInputStream().read());
      Await.until("refused", () -> refuses(lab));
      assertThat(Duration.ofNanos(System.nanoTime() - died)).isLessThan(Duration.ofSeconds(20));

      lab.startServer();
      Await.until("accepted", () -> !refuses(lab));
      try (var again = lab.connect();
          var accepted = acceptWithBytes(lab, again)) {
        accepted.getOutputStream().write('a');
        assertThat(again.getInputStream().read()).isEqualTo('a');
      }
    }
  }

  @Test
  void a_cut_refuses_nothing_though_the_server_does() throws Exception {
    try (var lab = new EdgeAndRegion(Conditions.CLEAR);
        var _ = RegionLink.open(lab.edge)) {
      lab.stopServer();
      Await.until("refused", () -> refuses(lab));

      lab.admin.set("east", CUT);

      Await.until("accepted", () -> !refuses(lab));
      try (var client = lab.connect()) {
        assertSilent(client);
      }
    }
  }

  @Test
  void over_latency_a_refusal_takes_its_time_and_is_a_reset() throws Exception {
    try (var lab = new EdgeAndRegion(Conditions.CLEAR.withLatencyMillis(60));
        var _ = RegionLink.open(lab.edge)) {
      lab.stopServer();
      long begin = System.nanoTime();
      try (var client = lab.connect()) {
        assertThatExceptionOfType(SocketException.class)
            .isThrownBy(() -> client.getInputStream().read());
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
            .isGreaterThanOrEqualTo(Duration.ofMillis(120));
      }
    }
  }

  private static boolean refuses(EdgeAndRegion lab) throws IOException {
    try (var _ = lab.connect()) {
      return false;
    } catch (ConnectException refused) {
      return true;
    }
  }

  /// The connection that carries what `client` sends: a mirror's look at the server leaves empty
  /// ones beside it.
  private static Socket acceptWithBytes(EdgeAndRegion lab, Socket client) throws IOException {
    client.getOutputStream().write('q');
    while (true) {
      var accepted = lab.accept();
      if (accepted.getInputStream().read() == 'q') {
        return accepted;
      }
      accepted.close();
    }
  }

  private static void sendInPieces(Socket socket, byte[] payload, Random random) {
    try {
      int sent = 0;
      while (sent < payload.length) {
        int piece = Math.min(payload.length - sent, 1 + random.nextInt(5000));
        socket.getOutputStream().write(payload, sent, piece);
        sent += piece;
      }
      socket.shutdownOutput();
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

  private static void assertNoConnection(EdgeAndRegion lab) throws IOException {
    lab.server().setSoTimeout(100);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(lab::accept);
    lab.server().setSoTimeout(20_000);
  }
}
