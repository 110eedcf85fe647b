package dev.lifeboat.lab.lockedbucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Server of one bucket, which speaks as S3 does.
final class LockedBucket implements HttpHandler, Closeable {
  private static final int BACKLOG = 256;

  /// A pack of a vault is 24 MiB at most.
  private static final int BODY_LIMIT_BYTES = 32 << 20;

  /// As S3 has it.
  private static final int KEY_LIMIT_BYTES = 1024;

  /// Requests at once, each of which may have such a body.
  private static final int REQUESTS = 4;

  private final LockedBucketConfig config;
  private final InstantSource clock;
  private final AttemptLog attempts;
  private final BucketRequests bucket;
  private final ObjectRequests objects;
  private final Semaphore turns = new Semaphore(REQUESTS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private LockedBucket(LockedBucketConfig config, InstantSource clock, Consumer<String> alarm)
      throws IOException {
    this.config = config;
    this.clock = clock;
    this.attempts = AttemptLog.in(config.state(), alarm);
    var kept = LockedObjects.open(config.state().resolve("objects"), config, clock);
    this.bucket = new BucketRequests(config, kept, attempts);
    this.objects = new ObjectRequests(kept);
    var listen = config.listen();
    this.server = listen.bind(() -> HttpServer.create(listen.socketAddress(), BACKLOG));
    server.setExecutor(threads);
    server.createContext("/", this);
  }

  /// @param alarm is told of each attempt to do harm
  static LockedBucket start(LockedBucketConfig config, InstantSource clock, Consumer<String> alarm)
      throws IOException {
    var started = new LockedBucket(config, clock, alarm);
    started.server.start();
    return started;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// Nobody's body is read, and nobody takes a turn, before the head is seen to be of a login.
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var head = head(exchange);
      var by = "nobody";
      try {
        var signature = RequestSignature.of(head);
        by = signature.key();
        var login = login(signature);
        var signing = signature.requireHead(login, head);
        inTurn(exchange, login, body -> signature.content(signing, head.with(body)), head);
      } catch (RequestRefusedException refused) {
        attempts.addStranger(by, head, refused.why());
        reply(exchange, BucketAnswer.refused(refused));
      }
    }
  }

  private interface BodyCheck {
    byte[] content(byte[] body) throws RequestRefusedException;
  }

  private void inTurn(HttpExchange exchange, BucketLogin login, BodyCheck check, SignedRequest head)
      throws IOException {
    try {
      turns.acquire();
      try {
        reply(exchange, answer(exchange, login, check, head));
      } finally {
        turns.release();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private SignedRequest head(HttpExchange exchange) {
    var headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(it -> it.getKey().toLowerCase(Locale.ROOT), it -> it.getValue()));
    return new SignedRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        headers,
        new byte[0],
        clock.instant());
  }

  private BucketAnswer answer(
      HttpExchange exchange, BucketLogin login, BodyCheck check, SignedRequest head)
      throws IOException {
    try {
      var body = exchange.getRequestBody().readNBytes(BODY_LIMIT_BYTES + 1);
      if (body.length > BODY_LIMIT_BYTES) {
        throw new RequestRefusedException(400, "EntityTooLarge", "a body has 32 MiB at most");
      }
      return answer(login, head, check.content(body));
    } catch (RequestRefusedException refused) {
      if (refused.isAttempt()) {
        attempts.add(login, head, refused.why());
      }
      return BucketAnswer.refused(refused);
    } catch (IllegalArgumentException notS3) {
      return BucketAnswer.refused(
          new RequestRefusedException(400, "InvalidRequest", String.valueOf(notS3.getMessage())));
    }
  }

  private BucketLogin login(RequestSignature signature) throws RequestRefusedException {
    Optional<BucketLogin> login =
        config.logins().stream().filter(it -> it.key().equals(signature.key())).findFirst();
    return login.orElseThrow(() -> RequestRefusedException.attempt("no login has that key"));
  }

  private BucketAnswer answer(BucketLogin login, SignedRequest request, byte[] body)
      throws IOException, RequestRefusedException {
    var path = request.uri().getRawPath().substring(1);
    int slash = path.indexOf('/');
    var key = slash < 0 ? "" : RequestQuery.decoded(path.substring(slash + 1));
    if (!(slash < 0 ? path : path.substring(0, slash)).equals(config.bucket())) {
      throw new RequestRefusedException(404, "NoSuchBucket", "there is one bucket here");
    }
    requireFit(key);
    return key.isEmpty()
        ? bucket.answer(login, request)
        : objects.answer(login, request, key, body);
  }

  private static void requireFit(String key) throws RequestRefusedException {
    if (key.getBytes(StandardCharsets.UTF_8).length > KEY_LIMIT_BYTES) {
      throw new RequestRefusedException(400, "KeyTooLongError", "a key has 1024 bytes at most");
    }
    if (key.chars().anyMatch(Character::isISOControl)) {
      throw new RequestRefusedException(400, "InvalidArgument", "a key has no control characters");
    }
  }

  private static void reply(HttpExchange exchange, BucketAnswer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || answer.status() == 204;
    if (bodiless) {
      if (answer.status() != 204) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.bytes()));
      }
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.bytes());
    try (var out = exchange.getResponseBody()) {
      out.write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
