package shop.storefront;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one instance is told by its environment.
///
/// @param images empty for a shop whose orders are rows alone
record Settings(InetSocketAddress address, Database orders, Optional<Bucket> images) {

  private static final List<String> SERVER =
      List.of("IMAGES_ENDPOINT", "IMAGES_ACCESS_KEY", "IMAGES_SECRET_KEY");

  /// Part of the signature; a server that stands alone does not care.
  private static final String REGION_OF_A_SERVER = "us-east-1";

  private static final int LAST_PORT = 65_535;

  /// @param url a JDBC URL such as `jdbc:postgresql://127.0.0.1:5432/orders` or `jdbc:mysql://…`
  record Database(String url, String user, String password) {
    Database {
      var _ = SqlDialect.of(url);
    }

    SqlDialect dialect() {
      return SqlDialect.of(url);
    }

    @Override
    public String toString() {
      return url + " as " + user; // The password stays out of logs.
    }
  }

  /// @param region empty for that of the machine
  /// @param server empty for AWS, asked with what the machine may do
  record Bucket(String name, Optional<String> region, Optional<Server> server) {}

  /// A server that speaks as S3 does.
  record Server(URI endpoint, String accessKey, String secretKey) {
    @Override
    public String toString() {
      return endpoint.toString(); // The keys stay out of logs.
    }
  }

  /// @throws IllegalArgumentException naming the variable that is missing or wrong
  static Settings from(Map<String, String> environment) {
    return new Settings(
        address(environment),
        new Database(
            required(environment, "ORDERS_URL"),
            required(environment, "ORDERS_USER"),
            required(environment, "ORDERS_PASSWORD")),
        images(environment));
  }

  static InetSocketAddress address(Map<String, String> environment) {
    return new InetSocketAddress(
        environment.getOrDefault("HOST", "127.0.0.1"), port(required(environment, "PORT")));
  }

  /// Whom an instance without stores asks; empty for one that has them.
  static Optional<URI> app(Map<String, String> environment) {
    var app = Optional.ofNullable(environment.get("APP")).map(Settings::entrance);
    if (app.isPresent()) {
      environment.keySet().stream()
          .filter(name -> name.startsWith("ORDERS_") || name.startsWith("IMAGES_"))
          .sorted()
          .findFirst()
          .ifPresent(Settings::refuseBesideApp);
    }
    return app;
  }

  private static void refuseBesideApp(String name) {
    throw new IllegalArgumentException(
        "APP is for an instance without stores, but %s is set".formatted(name));
  }

  private static URI entrance(String text) {
    if (text.matches("http://[A-Za-z0-9.-]+(:[0-9]+)?")) {
      var entrance = URI.create(text);
      int port = entrance.getPort();
      if (entrance.getHost() != null && port != 0 && port <= LAST_PORT) {
        return entrance;
      }
    }
    throw new IllegalArgumentException("APP must be http://HOST:PORT, was '" + text + "'");
  }

  private static Optional<Bucket> images(Map<String, String> environment) {
    if (environment.keySet().stream().noneMatch(it -> it.startsWith("IMAGES_"))) {
      return Optional.empty();
    }
    var server = server(environment);
    var region =
        Optional.ofNullable(environment.get("IMAGES_REGION"))
            .or(() -> server.map(_ -> REGION_OF_A_SERVER));
    return Optional.of(new Bucket(required(environment, "IMAGES_BUCKET"), region, server));
  }

  private static Optional<Server> server(Map<String, String> environment) {
    if (SERVER.stream().noneMatch(environment::containsKey)) {
      return Optional.empty();
    }
    var values = SERVER.stream().map(it -> required(environment, it)).toList();
    return Optional.of(new Server(URI.create(values.getFirst()), values.get(1), values.getLast()));
  }

  private static String required(Map<String, String> environment, String name) {
    var value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Told below, like a number out of range.
    }
    throw new IllegalArgumentException("PORT must be a number from 0 to 65535, was '" + text + "'");
  }
}
