package shop.storefront;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// One instance of the shop. Run with the environment of [Settings]; SIGTERM ends it once the
/// requests in flight are answered.
final class Storefront implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("storefront");
  private static final int LARGEST_BODY_BYTES = 64 * 1024;

  /// Far more than the stores can serve at once; the rest is refused instead of piling up.
  private static final int REQUESTS_AT_ONCE = 512;

  /// Longer than the slowest answer, which waits for a connection, a query and an object.
  private static final int DRAIN_SECONDS = 6;

  private final HttpServer server;
  private final ShopTier tier;
  private final Semaphore places = new Semaphore(REQUESTS_AT_ONCE);
  private volatile boolean closing;

  private Storefront(InetSocketAddress address, ShopTier tier) throws IOException {
    this.server = HttpServer.create(address, 0);
    this.tier = tier;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
  }

  /// Listens from now on; port 0 takes a free one.
  static Storefront start(InetSocketAddress address, ShopTier tier) throws IOException {
    var storefront = new Storefront(address, tier);
    storefront.server.start();
    return storefront;
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  /// Refuses new requests, and returns once those in flight are answered.
  @Override
  public void close() {
    closing = true;
    try {
      if (places.tryAcquire(REQUESTS_AT_ONCE, DRAIN_SECONDS, TimeUnit.SECONDS)) {
        places.release(REQUESTS_AT_ONCE); // None is taken any more; closing again must not wait.
      } else {
        LOG.warning("some requests were not answered in time and are cut off");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    server.stop(0); // Its own waiting at times sees no end of a request that has long ended.
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (closing || !places.tryAcquire()) {
      try (exchange) {
        exchange.getResponseHeaders().set("Connection", "close");
        send(exchange, Reply.error(503, closing ? "closing" : "too many requests at once"));
      }
      return;
    }
    try (exchange) {
      var body = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES + 1);
      send(exchange, reply(exchange, body));
    } finally {
      places.release();
    }
  }

  private Reply reply(HttpExchange exchange, byte[] body) {
    if (body.length > LARGEST_BODY_BYTES) {
      return Reply.error(413, "the body is larger than " + LARGEST_BODY_BYTES + " bytes");
    }
    try {
      var path = exchange.getRequestURI().getPath();
      return tier.answer(exchange.getRequestMethod(), path, body);
    } catch (RuntimeException mistake) {
      LOG.log(Level.SEVERE, "no answer to " + exchange.getRequestURI(), mistake);
      return Reply.error(500, "the shop made a mistake; whether it stored anything is unknown");
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// Ends with status 2 and one line when the environment is not as [Settings] wants it.
  public static void main(String[] arguments) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // Else answers wait 40 ms for an ACK.
    var environment = System.getenv();
    Optional<WebTier> web;
    Optional<Settings> settings;
    InetSocketAddress address;
    try {
      address = Settings.address(environment);
      web = Settings.app(environment).map(WebTier::new);
      settings = web.isPresent() ? Optional.empty() : Optional.of(Settings.from(environment));
    } catch (IllegalArgumentException wrong) {
      System.err.println("storefront: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    if (web.isPresent()) {
      serve(address, web.get(), web.get()::close);
      return;
    }
    var said = settings.orElseThrow();
    var stores = new Stores(said);
    serve(said.address(), new Shop(stores::rows, stores.objects()), stores::close);
    stores.warmUp();
  }

  private static void serve(InetSocketAddress address, ShopTier tier, Runnable end)
      throws IOException {
    var storefront = start(address, tier);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  storefront.close();
                  end.run();
                },
                "drain"));
    System.out.println("storefront listens on " + storefront.address());
  }
}
