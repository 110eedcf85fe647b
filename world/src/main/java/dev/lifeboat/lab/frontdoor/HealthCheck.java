package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.watch.Repetition;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// Asks one instance again and again whether it can serve, on a new connection each time, so that a
/// frozen or full listener is seen.
final class HealthCheck implements AutoCloseable {
  static final Duration EVERY = Duration.ofMillis(200);

  /// The milliseconds that an instance may take to say that it is well.
  private static final Duration LONGEST_ANSWER = Duration.ofMillis(500);

  /// One slow answer may be a pause of the instance's garbage collector; two are not.
  private static final int MISSES = 2;

  private final Instance instance;
  private final Supplier<String> path;
  private final Repetition looks;
  private int misses;

  /// Checks until closed.
  HealthCheck(Instance instance, Supplier<String> path) {
    this.instance = instance;
    this.path = path;
    this.looks =
        Repetition.begun("health of " + instance.address(), Thread::sleep, EVERY, this::look);
  }

  Instance instance() {
    return instance;
  }

  /// Also closes the connections that are kept to the instance.
  @Override
  public void close() {
    looks.interrupt();
    instance.closeIdle();
  }

  private void look() {
    try {
      int status = ask();
      if (status >= 200 && status < 300) {
        misses = 0;
        instance.markHealthy();
      } else {
        miss("its health check answers " + status);
      }
    } catch (ConnectException refused) {
      misses = MISSES;
      instance.markDown("refused");
    } catch (IOException | HttpException silent) {
      miss("its health check fails: " + silent.getMessage());
    }
  }

  private void miss(String why) {
    if (++misses >= MISSES) {
      instance.markDown(why);
    }
  }

  private int ask() throws IOException, HttpException {
    try (var socket = new Socket();
        var http = new DefaultBHttpClientConnection(Http1Config.DEFAULT)) {
      int patienceMillis = Math.toIntExact(LONGEST_ANSWER.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(patienceMillis);
      socket.connect(instance.address().socketAddress(), patienceMillis);
      http.bind(socket);
      var request = new BasicClassicHttpRequest("GET", path.get());
      request.setHeader("Host", instance.address());
      request.setHeader("Connection", "close");
      http.sendRequestHeader(request);
      http.flush();
      return http.receiveResponseHeader().getCode();
    }
  }
}
