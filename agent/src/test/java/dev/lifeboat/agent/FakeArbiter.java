package dev.lifeboat.agent;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.watch.LapseNotice;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// An arbiter that keeps what it is told of lapses, whose one placement the test sets, and which
/// can fall silent: it then accepts connections and never answers.
final class FakeArbiter implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// What it was told of the lapses of `orders`, in order.
  final List<LapseNotice> notices = new CopyOnWriteArrayList<>();

  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private volatile String writer = "east";
  private volatile long epoch = 1;
  private volatile boolean silent;

  FakeArbiter() throws Exception {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/placements/shop",
        exchange -> {
          try (exchange) {
            if (silent) {
              closed.await();
              return;
            }
            var placement = "{\"workload\":\"shop\",\"writer\":\"%s\",\"epoch\":%d,\"run\":null}";
            var bytes = placement.formatted(writer, epoch).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    server.createContext(
        "/lapses/orders",
        exchange -> {
          try (exchange) {
            if (silent) {
              closed.await();
              return;
            }
            notices.add(JSON.readValue(exchange.getRequestBody(), LapseNotice.class));
            exchange.sendResponseHeaders(200, -1);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The newest notice says that writes go on without the replica.
  boolean knowsOfALapse() {
    return !notices.isEmpty() && notices.getLast().lapsed();
  }

  void answersAgain() {
    silent = false;
  }

  void says(String newWriter, long newEpoch) {
    writer = newWriter;
    epoch = newEpoch;
    silent = false;
  }

  void fallsSilent() {
    silent = true;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
