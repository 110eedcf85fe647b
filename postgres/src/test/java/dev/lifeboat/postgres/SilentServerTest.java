package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lifeboat.postgres.Encryption.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that accepts connections and stops in the midst of the login: wherever it does, the
/// login ends at its deadline.
class SilentServerTest {
  private static final Duration DEADLINE = Duration.ofMillis(400);

  /// Far below the driver's own limits, far above a busy machine's delays.
  private static final Duration AT_MOST = Duration.ofSeconds(8);

  @TempDir private static Path folder;
  private static SSLContext certified;

  private final List<Socket> accepted = new ArrayList<>();
  private ServerSocket listening;

  /// After what it stops.
  enum Last {
    CONNECTION,
    /// It said that it encrypts.
    OFFER,
    /// It said that it failed, which makes the driver try anew in the clear.
    ERROR,
    HANDSHAKE
  }

  @BeforeAll
  static void certify() throws Exception {
    certified = new Certificates(folder).server();
  }

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
    for (var socket : accepted) {
      socket.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Last.class)
  void a_session_is_given_up_at_the_deadline(Last last) {
    serve(last);
    assertGivenUp(() -> Session.open(login(Mode.PREFER), DEADLINE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Last.class,
      names = {"CONNECTION", "OFFER", "HANDSHAKE"})
  void a_replication_connection_is_given_up_at_the_deadline(Last last) {
    serve(last);
    assertGivenUp(() -> ReplicationConnection.openLogical(login(Mode.REQUIRE), "test", DEADLINE));
  }

  private static void assertGivenUp(ThrowingCallable login) {
    long began = System.nanoTime();
    var failure = catchThrowable(login);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_MOST);
    assertThat(SqlFailure.timedOut(failure)).as(String.valueOf(failure)).isTrue();
  }

  private Endpoint login(Mode mode) {
    return new Endpoint(
        "localhost",
        listening.getLocalPort(),
        "shop",
        new Credential("app", "secret"),
        new Encryption(mode, Optional.empty()));
  }

  private void serve(Last last) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              var socket = listening.accept();
              accepted.add(socket);
              answer(socket, last);
            }
          } catch (IOException _) {
            // The end of the test.
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void answer(Socket socket, Last last) throws IOException {
    if (last != Last.CONNECTION) {
      var _ = socket.getInputStream().readNBytes(2 * Integer.BYTES);
      socket.getOutputStream().write(last == Last.ERROR ? 'E' : 'S');
    }
    if (last == Last.HANDSHAKE) {
      var encrypted = certified.getSocketFactory().createSocket(socket, null, true);
      ((javax.net.ssl.SSLSocket) encrypted).startHandshake();
    }
  }
}
