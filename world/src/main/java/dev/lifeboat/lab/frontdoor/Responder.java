package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.AdminApi;
import dev.lifeboat.wire.ApiServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The front door by DNS, running: the same table as a proxy's, told to resolvers. The instances of
/// a region are its entrance, whose address is the answer while the region is open; of two open
/// regions each is answered by its weight, question by question, as Route 53 does.
///
/// It sees no request of a client. What it tells of the traffic is what its own checks met, which
/// go through the entrances as clients do.
record Responder(RoutingTable table, NameServer names, ApiServer admin) implements AutoCloseable {

  /// Takes its table from the file, then answers; nothing runs when it cannot.
  static Responder open(ResponderConfig config, Consumer<String> log)
      throws IOException, InterruptedException {
    var table = RoutingTable.open(new TableFile(config.table()), InstantSource.system(), log);
    NameServer names = null;
    try {
      var zone =
          new Zone(config.zone(), Duration.ofSeconds(config.ttlSeconds()), () -> address(table));
      names = NameServer.open(config.listen(), zone);
      var admin = new TableAdmin(table, () -> traffic(table), config.table());
      return new Responder(table, names, AdminApi.serve(config.admin(), admin));
    } catch (IOException failure) {
      if (names != null) {
        names.close();
      }
      table.close();
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    names.close();
    admin.close();
    table.close();
  }

  private static Optional<InetAddress> address(RoutingTable table) {
    var region = table.routes().choose(false, System.nanoTime());
    if (region == null || region.size() == 0) {
      return Optional.empty();
    }
    try {
      // Always a literal: no name is looked up here.
      return Optional.of(InetAddress.getByName(region.instance(0, 0).address().host()));
    } catch (UnknownHostException noLiteral) {
      return Optional.empty();
    }
  }

  private static TrafficView traffic(RoutingTable table) {
    var seen = new TreeMap<String, TrafficView.Region>();
    table
        .routes()
        .regions()
        .forEach((name, region) -> {
          if (region.size() > 0) {
            seen.put(name, region.instance(0, 0).checks());
          }
        });
    return new TrafficView(TrafficCount.WINDOW, 0, seen);
  }
}
