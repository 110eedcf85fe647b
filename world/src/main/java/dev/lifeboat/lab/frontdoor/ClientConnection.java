package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.Sockets;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;

/// One connection of a client, from its first request to its last, on one thread.
final class ClientConnection {
  static final int BODY_BYTES = 1 << 20;

  /// For one whole request to come in, including the wait for it to begin.
  private static final Duration READING = Duration.ofSeconds(60);

  /// What a refused client may still send, so that it reads the refusal before the close.
  private static final int DISCARD_BYTES = 8 << 20;

  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(16 << 10).build();

  private final SocketChannel channel;
  private final Forwarder forwarding;
  private final Semaphore capacity;
  private final DefaultBHttpServerConnection http =
      new DefaultBHttpServerConnection("http", LIMITS);
  private volatile boolean reading = true;
  private volatile long readingSinceNanos = System.nanoTime();
  private boolean dismissed;
  private @Nullable ClassicHttpRequest request;

  ClientConnection(SocketChannel channel, Forwarder forwarding, Semaphore capacity) {
    this.channel = channel;
    this.forwarding = forwarding;
    this.capacity = capacity;
  }

  SocketChannel channel() {
    return channel;
  }

  /// Serves requests until either side is done with the connection.
  void serve() {
    try (channel) {
      http.bind(channel.socket());
      try {
        while (serveOne()) {
          // The next request on this connection.
        }
      } catch (HttpException | IllegalArgumentException malformed) {
        request = null;
        refuse(HttpStatus.SC_BAD_REQUEST, false, "not HTTP/1.1: " + malformed.getMessage());
        discardRest();
      }
    } catch (IOException broken) {
      // What the client got so far must not look like a whole answer.
      Sockets.reset(channel.socket());
    }
  }

  /// Ends a connection that neither sends nor ends a request.
  void sweep(long nowNanos) {
    if (reading && nowNanos - readingSinceNanos > READING.toNanos()) {
      Sockets.reset(channel.socket());
    }
  }

  /// Passes an instance's answer on. Called only through [DoorGate#deliver].
  void send(ClassicHttpResponse answer, String region) throws IOException {
    var outgoing = new BasicClassicHttpResponse(answer.getCode());
    EndToEnd.copy(answer, outgoing);
    outgoing.setHeader(EndToEnd.REGION, region);
    var length = answer.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
    if (answer.getEntity() == null && length != null) {
      outgoing.setHeader(length); // The answer to a HEAD tells the length of what it leaves out.
    }
    write(outgoing, answer.getEntity());
  }

  /// Lets go of the client once it has its answer, so that it looks for another way.
  void dismiss() {
    dismissed = true;
  }

  /// Answers in the front door's own name.
  ///
  /// @param sent whether the request may have reached an instance
  void refuse(int status, boolean sent, String why) throws IOException {
    var outgoing = new BasicClassicHttpResponse(status);
    outgoing.setHeader(EndToEnd.SENT, Boolean.toString(sent));
    outgoing.setHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    var body = ProgramJson.write(new Failure(outgoing.getReasonPhrase(), status, why));
    write(outgoing, new ByteArrayEntity(body, null));
  }

  /// What a client is told, as RFC 9457 has it.
  private record Failure(String title, int status, String detail) {}

  private boolean serveOne() throws IOException, HttpException {
    readingSinceNanos = System.nanoTime();
    reading = true;
    var incoming = http.receiveRequestHeader();
    if (incoming == null) {
      return false;
    }
    request = incoming;
    boolean whole = receiveBody(incoming);
    reading = false;
    if (!whole) {
      refuse(HttpStatus.SC_REQUEST_TOO_LONG, false, "the body is above " + BODY_BYTES + " bytes");
      discardRest();
      return false;
    }
    if (capacity.tryAcquire()) {
      try {
        forwarding.forward(incoming, this);
      } finally {
        capacity.release();
      }
    } else {
      refuse(HttpStatus.SC_SERVICE_UNAVAILABLE, false, "too many requests in flight");
    }
    return keepAlive();
  }

  /// Reads the whole body, so that a refused instance can be followed by another one.
  ///
  /// @return false when it is too long
  private boolean receiveBody(ClassicHttpRequest incoming) throws IOException, HttpException {
    boolean waits = incoming.containsHeader(HttpHeaders.EXPECT);
    http.receiveRequestEntity(incoming);
    var entity = incoming.getEntity();
    if (entity == null) {
      return true;
    }
    if (entity.getContentLength() > BODY_BYTES) {
      return false;
    }
    if (waits) {
      http.sendResponseHeader(new BasicClassicHttpResponse(HttpStatus.SC_CONTINUE));
      http.flush();
    }
    var body = entity.getContent().readNBytes(BODY_BYTES + 1);
    if (body.length > BODY_BYTES) {
      return false;
    }
    incoming.setEntity(new ByteArrayEntity(body, null));
    return true;
  }

  private void write(BasicClassicHttpResponse outgoing, @Nullable HttpEntity body)
      throws IOException {
    try {
      var method = request == null ? "GET" : request.getMethod();
      if (MessageSupport.canResponseHaveBody(method, outgoing)) {
        outgoing.setEntity(body);
        frame(outgoing);
      }
      if (!keepAlive()) {
        outgoing.setHeader(HttpHeaders.CONNECTION, "close");
      }
      http.sendResponseHeader(outgoing);
      if (outgoing.getEntity() != null) {
        http.sendResponseEntity(outgoing);
      }
      http.flush();
    } catch (HttpException malformed) {
      throw new IOException("an answer that is not HTTP/1.1", malformed);
    }
  }

  /// Says where the body ends; for a client of HTTP/1.0 the end of the connection does.
  private void frame(BasicClassicHttpResponse outgoing) {
    var body = outgoing.getEntity();
    long length = body == null ? 0 : body.getContentLength();
    if (length >= 0) {
      outgoing.setHeader(HttpHeaders.CONTENT_LENGTH, length);
    } else if (speaksHttp11()) {
      outgoing.setHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
    }
  }

  private boolean keepAlive() {
    return !dismissed && request != null && speaksHttp11() && !EndToEnd.closes(request);
  }

  private boolean speaksHttp11() {
    var version = request == null ? null : request.getVersion();
    return version == null || version.greaterEquals(HttpVersion.HTTP_1_1);
  }

  /// Closing while the client still sends would reset the connection under the refusal.
  private void discardRest() throws IOException {
    readingSinceNanos = System.nanoTime();
    reading = true;
    channel.shutdownOutput();
    long _ = channel.socket().getInputStream().skip(DISCARD_BYTES);
  }
}
