package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Keeps the table: on disk, in force, and its instances under health checks.
final class RoutingTable implements AutoCloseable {
  private final TableFile file;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final Map<HostPort, Instance> instances = new LinkedHashMap<>();
  private final Map<HostPort, HealthCheck> checks = new LinkedHashMap<>();
  private final SortedMap<String, TrafficCount> traffic = new TreeMap<>();
  private volatile Routes routes = new Routes(Table.EMPTY, new TreeMap<>());

  private RoutingTable(TableFile file, InstantSource clock, Consumer<String> log) {
    this.file = file;
    this.clock = clock;
    this.log = log;
  }

  /// Goes on with the table that the file holds: a region that was closed stays closed.
  static RoutingTable open(TableFile file, InstantSource clock, Consumer<String> log)
      throws IOException, InterruptedException {
    var table = new RoutingTable(file, clock, log);
    table.apply(file.load());
    return table;
  }

  Routes routes() {
    return routes;
  }

  /// Puts a table in force. Once this returns it survives a crash, and no answer of a region that
  /// it closes can reach a client any more.
  ///
  /// @throws StaleEpochException when a table of a higher epoch is in force
  synchronized void put(Table table) throws IOException, InterruptedException {
    long epoch = routes.table().epoch();
    if (table.epoch() < epoch) {
      throw new StaleEpochException(
          "epoch %d is lower than %d, which is in force".formatted(table.epoch(), epoch));
    }
    file.store(table);
    apply(table);
    log.accept("table of epoch %d: %s".formatted(table.epoch(), table.regions()));
  }

  synchronized SortedMap<String, Traffic.Region> traffic() {
    var view = new TreeMap<String, Traffic.Region>();
    routes
        .regions()
        .forEach((name, route) -> view.put(name, route.traffic().view(route.gate().inFlight())));
    return view;
  }

  /// Ends what has taken too long.
  synchronized void sweep(long nowNanos) {
    routes.regions().values().forEach(route -> route.gate().sweep(nowNanos));
    instances.values().forEach(instance -> instance.sweep(nowNanos));
  }

  @Override
  public synchronized void close() {
    checks.values().forEach(HealthCheck::close);
    instances.values().forEach(Instance::closeIdle);
  }

  private void apply(Table table) throws InterruptedException {
    var before = routes;
    var regions = new TreeMap<String, RegionRoute>();
    table.regions().forEach((name, region) -> regions.put(name, route(name, region, before)));
    // What closes is shut before anything opens: a fence comes first here, too.
    for (var old : before.regions().values()) {
      var now = table.regions().get(old.name());
      if (now == null || now.state() == Table.State.CLOSED) {
        old.gate().shut();
      }
    }
    table
        .regions()
        .forEach((name, region) -> {
          var route = regions.get(name);
          if (route != null) {
            switch (region.state()) {
              case OPEN -> route.gate().open();
              case DRAINING -> route.gate().drain();
              case CLOSED -> {} // Shut above, or new and never opened.
            }
          }
        });
    routes = new Routes(table, regions);
    forgetInstancesOutside(table);
  }

  private RegionRoute route(String name, Table.Region region, Routes before) {
    var old = before.regions().get(name);
    var gate =
        old != null && (!old.gate().isShut() || region.state() == Table.State.CLOSED)
            ? old.gate()
            : new Gate();
    var serving = new ArrayList<Instance>();
    region.instances().forEach(address -> serving.add(instance(address)));
    return new RegionRoute(
        name, gate, traffic.computeIfAbsent(name, _ -> new TrafficCount(clock)), serving);
  }

  private Instance instance(HostPort address) {
    return instances.computeIfAbsent(
        address,
        _ -> {
          var instance = new Instance(address, log);
          checks.put(address, HealthCheck.begin(instance, () -> routes.table().health()));
          return instance;
        });
  }

  private void forgetInstancesOutside(Table table) {
    var kept = new ArrayList<HostPort>();
    table.regions().values().forEach(region -> kept.addAll(region.instances()));
    for (var address : List.copyOf(instances.keySet())) {
      if (!kept.contains(address)) {
        var check = checks.remove(address);
        var instance = instances.remove(address);
        if (check != null && instance != null) {
          check.close();
          instance.closeIdle();
        }
      }
    }
  }
}
