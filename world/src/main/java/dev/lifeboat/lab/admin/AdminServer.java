package dev.lifeboat.lab.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.wire.CallGuard;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The admin address of a program: JSON in, JSON out, for its controller on the same machine. What
/// a web page could send is refused; every program of the machine may call.
public final class AdminServer implements AutoCloseable {
  private static final int BACKLOG = 128;

  /// Far above any table or config; a larger body is a mistake.
  private static final int BODY_BYTES = 1 << 20;

  private final HttpServer server;
  private final ExecutorService threads;

  private AdminServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /// Listens until closed. `routes` is called on a virtual thread for each request, many at once.
  public static AdminServer open(HostPort address, Routes routes) throws IOException {
    var server = Program.bind(address, () -> HttpServer.create(address.socketAddress(), BACKLOG));
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    var guard = CallGuard.withoutKeys(address.host());
    server.createContext("/", exchange -> answer(exchange, guard, routes));
    server.start();
    return new AdminServer(server, threads);
  }

  /// The port, also when the system chose it.
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, CallGuard guard, Routes routes)
      throws IOException {
    try (exchange) {
      var answer = answerTo(exchange, guard, routes);
      var body = AdminJson.write(answer.body());
      exchange
          .getResponseHeaders()
          .set(
              "Content-Type",
              answer.body() instanceof ErrorBody ? "application/problem+json" : "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Answer answerTo(HttpExchange exchange, CallGuard guard, Routes routes) {
    try {
      CallGuard.requireJson(exchange);
      var _ = guard.admit(exchange);
      var body = exchange.getRequestBody().readNBytes(BODY_BYTES + 1);
      if (body.length > BODY_BYTES) {
        return Answer.refused(413, "the body is above " + BODY_BYTES + " bytes");
      }
      return routes.answer(
          new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body));
    } catch (dev.lifeboat.wire.RefusedException refused) {
      return Answer.refused(refused.status(), refused.code() + " " + refused.why());
    } catch (IllegalArgumentException invalid) {
      return Answer.refused(400, invalid.getMessage() == null ? "invalid" : invalid.getMessage());
    } catch (IOException failure) {
      return Answer.refused(500, failure.toString());
    } catch (InterruptedException closing) {
      return Answer.refused(503, "closing; the call may or may not have been done");
    }
  }

  /// What a program answers to its controller.
  @FunctionalInterface
  public interface Routes {

    /// Does what one call asks for.
    ///
    /// @throws IllegalArgumentException for a body that is not valid; answered with 400
    /// @throws IOException when it could not be done and nothing was changed; answered with 500
    Answer answer(Request request) throws IOException, InterruptedException;
  }

  /// One admin call.
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record Request(String method, String path, byte[] body) {

    /// The call as `GET /table`, to switch on.
    public String line() {
      return method + " " + path;
    }

    public <T> T body(Class<T> type) {
      return AdminJson.read(body, type);
    }
  }

  /// Its answer; `body` becomes JSON.
  public record Answer(int status, Object body) {

    public static Answer ok(Object body) {
      return new Answer(200, body);
    }

    public static Answer refused(int status, String detail) {
      return new Answer(status, new ErrorBody("refused", status, detail));
    }

    /// For a line that no route knows.
    public static Answer unknown(Request request) {
      return refused(404, "no such call: " + request.line());
    }
  }
}
