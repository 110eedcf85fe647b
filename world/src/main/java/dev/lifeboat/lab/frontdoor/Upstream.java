package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.MessageSupport;

/// One connection to an instance. [#close] may be called by any thread and ends whatever the
/// request's own thread waits for; everything else is for that thread.
final class Upstream implements AutoCloseable {
  private final SocketChannel channel;
  private final DefaultBHttpClientConnection http =
      new DefaultBHttpClientConnection(Http1Config.DEFAULT);
  private long idleSinceNanos;

  /// One that is not connected yet.
  Upstream() throws IOException {
    this.channel = SocketChannel.open();
  }

  void connect(HostPort address) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(address.socketAddress());
    http.bind(channel.socket());
  }

  /// Sends a request and reads the head of its answer. When it throws, the instance may or may not
  /// have acted on the request.
  ClassicHttpResponse exchange(ClassicHttpRequest request) throws IOException, HttpException {
    http.sendRequestHeader(request);
    if (request.getEntity() != null) {
      http.sendRequestEntity(request);
    }
    http.flush();
    var answer = http.receiveResponseHeader();
    while (answer.getCode() < HttpStatus.SC_SUCCESS) {
      answer = http.receiveResponseHeader();
    }
    if (MessageSupport.canResponseHaveBody(request.getMethod(), answer)) {
      http.receiveResponseEntity(answer);
    }
    return answer;
  }

  static boolean reusable(ClassicHttpRequest request, ClassicHttpResponse answer) {
    return DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, answer, null);
  }

  void idleSince(long nanos) {
    idleSinceNanos = nanos;
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  /// Whether the instance has closed the connection, as all those of a killed process are. Asked
  /// before every reuse, since a request on a dead connection could not be told from a lost one.
  boolean hasEnded() {
    try {
      channel.configureBlocking(false);
      int read = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return read != 0;
    } catch (IOException broken) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // A channel that cannot be closed is closed.
    }
  }
}
