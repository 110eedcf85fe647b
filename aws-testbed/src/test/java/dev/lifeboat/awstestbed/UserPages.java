package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.postgres.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What users get where nothing real is behind an account: each region has an address, which
/// answers 200 while the region can serve, and so has an accelerator before them.
final class UserPages implements AutoCloseable {
  private static final String ADDRESS = "127.23.0.%d";
  private static final int OF_ALL = 9;

  private final int port;
  private final Map<String, InetAddress> addresses = new LinkedHashMap<>();
  private final List<HttpServer> servers = new ArrayList<>();

  /// @param led the region that an accelerator leads the next user to
  UserPages(Iterable<String> regions, Predicate<String> serves, Supplier<String> led)
      throws IOException {
    this.port = Site.freePort();
    int number = 1;
    for (var region : regions) {
      addresses.put(region, open(number, serves, () -> region));
      number++;
    }
    open(OF_ALL, serves, led);
  }

  private InetAddress open(int number, Predicate<String> serves, Supplier<String> region)
      throws IOException {
    var address = InetAddress.ofLiteral(ADDRESS.formatted(number));
    var server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", call -> answer(call, serves.test(region.get())));
    server.start();
    servers.add(server);
    return address;
  }

  private static void answer(HttpExchange call, boolean serves) throws IOException {
    try (call) {
      RegionGate.answer(call, serves ? 200 : 503, "a page".getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Where users of a name enter, by the region that it leads to.
  Map<String, InetAddress> addresses() {
    return Map.copyOf(addresses);
  }

  /// Where they enter by `name`.
  String byName(String name) {
    return "http://%s:%d".formatted(name, port);
  }

  /// Where they enter by an accelerator.
  String byAccelerator() {
    return byName(ADDRESS.formatted(OF_ALL));
  }

  @Override
  public void close() {
    servers.forEach(it -> it.stop(0));
  }
}
