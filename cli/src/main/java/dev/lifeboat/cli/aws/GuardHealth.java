package dev.lifeboat.cli.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.guard.GuardDuty;
import dev.lifeboat.aws.provider.AccountGuard;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Answers whoever restarts processes whether a guard does what it is there for, and whoever
/// collects figures with those of it.
record GuardHealth(Optional<HttpServer> server) implements AccountGuard.Answers {
  private static final int WELL = 200;
  private static final int UNWELL = 503;

  /// @param port on every address of this machine; empty for no answers
  /// @throws ProblemException LB1009 when the port cannot be had
  static GuardHealth begin(GuardDuty duty, GuardMetrics metrics, Optional<Integer> port)
      throws ProblemException {
    if (port.isEmpty()) {
      return new GuardHealth(Optional.empty());
    }
    try {
      var server = HttpServer.create(new InetSocketAddress(port.get()), 0);
      server.createContext("/", exchange -> answer(exchange, duty.failing()));
      server.createContext("/metrics", exchange -> answer(exchange, metrics));
      server.start();
      return new GuardHealth(Optional.of(server));
    } catch (IOException | IllegalArgumentException refused) {
      throw Problem.lasting(
              Code.LB1009,
              "port %d cannot be had: %s".formatted(port.get(), refused.getMessage()),
              "nothing is guarded",
              "use --health with a free port")
          .asException(refused);
    }
  }

  private static void answer(HttpExchange exchange, Optional<String> failing) throws IOException {
    try (exchange) {
      var text = (failing.orElse("well") + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(failing.isEmpty() ? WELL : UNWELL, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private static void answer(HttpExchange exchange, GuardMetrics metrics) throws IOException {
    try (exchange) {
      var text = new ByteArrayOutputStream();
      metrics.write(text);
      exchange.getResponseHeaders().set("Content-Type", GuardMetrics.TYPE);
      exchange.sendResponseHeaders(WELL, text.size());
      text.writeTo(exchange.getResponseBody());
    }
  }

  @Override
  public void close() {
    server.ifPresent(it -> it.stop(0));
  }
}
