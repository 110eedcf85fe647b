package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.mariadb.jdbc.Driver;

/// The web servers of a LAMP example in one region, behind one address: a page `/`, and a page
/// `/ref` to which users write and at which it says whether they can.
final class LampWeb {
  static final String READY = "/ref";

  /// Its login, and the schema that has its table.
  static final String LAMP = "lamp";

  private static final int OK = 200;
  private static final int MISSING = 404;
  private static final int BUSY = 503;

  private final HostPort at;
  private final int database;
  private final BooleanSupplier running;
  private final Map<String, SortedSet<Long>> acknowledged = new ConcurrentHashMap<>();
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
  private Optional<HttpServer> server = Optional.empty();

  /// @param database port of the one of its region
  /// @param running whether an instance of its group does
  LampWeb(HostPort at, int database, BooleanSupplier running) {
    this.at = at;
    this.database = database;
    this.running = running;
  }

  synchronized void open() throws IOException {
    var opened = HttpServer.create(new InetSocketAddress(at.host(), at.port()), 0);
    opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    opened.createContext("/", this::serve);
    opened.start();
    server = Optional.of(opened);
  }

  synchronized void close() {
    server.ifPresent(it -> it.stop(0));
    server = Optional.empty();
    for (var used = idle.poll(); used != null; used = idle.poll()) {
      try {
        used.close();
      } catch (SQLException _) {
        // Its server is gone.
        continue;
      }
    }
  }

  HostPort at() {
    return at;
  }

  /// The numbers of a client's writes that it answered well.
  SortedSet<Long> acknowledged(String client) {
    return new TreeSet<>(acknowledged.getOrDefault(client, new TreeSet<>()));
  }

  private void serve(HttpExchange call) throws IOException {
    try (call) {
      var _ = call.getRequestBody().readAllBytes();
      int status = running.getAsBoolean() ? status(call) : BUSY;
      RegionGate.answer(call, status, "lamp".getBytes(StandardCharsets.UTF_8));
    }
  }

  private int status(HttpExchange call) {
    if (!call.getRequestURI().getPath().equals(READY)) {
      return OK;
    }
    try {
      var session = session();
      try {
        int status = status(call, session);
        idle.add(session);
        return status;
      } catch (SQLException failed) {
        session.close();
        return BUSY;
      }
    } catch (SQLException failed) {
      return BUSY;
    }
  }

  /// One that was used before, or a new one: a login takes a server longer than a write.
  private Connection session() throws SQLException {
    var used = idle.poll();
    return used == null ? login() : used;
  }

  private int status(HttpExchange call, Connection session) throws SQLException {
    var query = call.getRequestURI().getQuery();
    if (query == null) {
      return isWriter(session) ? OK : BUSY;
    }
    var asked = parameters(query);
    var client = asked.getOrDefault("client", "");
    long number = Long.parseLong(asked.getOrDefault("number", ""));
    if (call.getRequestMethod().equals("GET")) {
      return has(session, client, number) ? OK : MISSING;
    }
    write(session, client, number);
    acknowledged.computeIfAbsent(client, _ -> new ConcurrentSkipListSet<>()).add(number);
    return OK;
  }

  private static Map<String, String> parameters(String query) {
    return Arrays.stream(query.split("&"))
        .map(it -> it.split("=", 2))
        .collect(Collectors.toMap(it -> it[0], it -> it[1]));
  }

  private Connection login() throws SQLException {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "user", LAMP,
            "password", MysqlServer.PASSWORD,
            "sslMode", "disable",
            "connectTimeout", "1000",
            "socketTimeout", "2000"));
    return new Driver()
        .connect("jdbc:mariadb://127.0.0.1:%d/%s".formatted(database, LAMP), properties);
  }

  private static boolean isWriter(Connection session) throws SQLException {
    try (var statement = session.createStatement();
        var rows = statement.executeQuery("SELECT @@GLOBAL.read_only")) {
      return rows.next() && rows.getInt(1) == 0;
    }
  }

  private static boolean has(Connection session, String client, long number) throws SQLException {
    try (var statement =
        session.prepareStatement("SELECT 1 FROM ref WHERE client = ? AND number = ?")) {
      statement.setString(1, client);
      statement.setLong(2, number);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void write(Connection session, String client, long number) throws SQLException {
    try (var statement = session.prepareStatement("INSERT INTO ref VALUES (?, ?)")) {
      statement.setString(1, client);
      statement.setLong(2, number);
      var _ = statement.executeUpdate();
    }
  }
}
