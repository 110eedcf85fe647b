package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.EpochRefusedException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Keeps the table: on disk, in force, and its instances under health checks.
final class RoutingTable implements AutoCloseable {
  private static final int ALL = 100;

  private final TableFile file;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final Map<HostPort, HealthCheck> checks = new LinkedHashMap<>();
  private final SortedMap<String, TrafficCount> traffic = new TreeMap<>();
  private Optional<TrialCount> trial = Optional.empty();
  private Optional<ReadLoan> lending = Optional.empty();
  private volatile Routes routes = new Routes(Table.EMPTY, new TreeMap<>(), 0);

  private RoutingTable(TableFile file, InstantSource clock, Consumer<String> log) {
    this.file = file;
    this.clock = clock;
    this.log = log;
  }

  /// Goes on with the table that the file holds: a region that was closed stays closed, and one
  /// that was lent reads is lent none.
  static RoutingTable open(TableFile file, InstantSource clock, Consumer<String> log)
      throws IOException, InterruptedException {
    var table = new RoutingTable(file, clock, log);
    var loaded = file.load();
    var settled = ReadLoan.settled(loaded);
    if (!settled.equals(loaded)) {
      file.store(settled);
    }
    table.apply(settled);
    return table;
  }

  Routes routes() {
    return routes;
  }

  /// Puts a table in force. Once this returns it survives a crash, and no answer of a region that
  /// it closes can reach a client any more.
  ///
  /// @throws EpochRefusedException when it comes too late after the table that is in force
  synchronized void put(Table table) throws IOException, InterruptedException {
    var late = table.whyLateAfter(routes.table());
    if (late.isPresent()) {
      throw new EpochRefusedException(late.get(), table.epoch(), routes.table().epoch());
    }
    file.store(table);
    apply(table);
    log.accept("table of epoch %d: %s".formatted(table.epoch(), table.regions()));
  }

  /// Takes the requests back from a region that does not bear its share: from then on all of them
  /// go to the other one. Also takes back reads that were lent for long enough.
  synchronized void judge(long nowNanos) throws IOException, InterruptedException {
    judgeLoan(nowNanos);
    judgeTrial(nowNanos);
  }

  private void judgeLoan(long nowNanos) throws IOException, InterruptedException {
    var table = routes.table();
    var lent = table.lent();
    var route = lent == null ? null : routes.regions().get(lent.region());
    if (route != null && lending.isPresent()) {
      var next = lending.get().next(table, route.anyHealthy(), route.gate().inFlight(), nowNanos);
      if (next.isPresent()) {
        put(next.get());
      }
    }
  }

  private void judgeTrial(long nowNanos) throws IOException, InterruptedException {
    var table = routes.table();
    var tried = table.trial();
    if (tried == null || tried.stopped() != null || trial.isEmpty()) {
      return;
    }
    var count = trial.get();
    var why = count.fails(tried.region(), nowNanos);
    if (why.isPresent()) {
      put(table.weighted(0, tried.stopped(why.get())));
      return;
    }
    for (var region : table.regions().entrySet()) {
      if (!region.getKey().equals(tried.region()) && region.getValue().weight() > 0) {
        var other = count.fails(region.getKey(), nowNanos);
        if (other.isPresent()) {
          log.accept(other.get() + "; all goes to " + tried.region());
          put(table.weighted(ALL, tried));
          return;
        }
      }
    }
  }

  /// How the trial goes that is in force.
  synchronized TrialView trial() {
    return trial.map(count -> count.view(System.nanoTime())).orElse(TrialView.NONE);
  }

  /// How the reads fare that are lent, or were lent last.
  synchronized ReadsView reads() {
    return lending.map(it -> it.view(System.nanoTime())).orElse(ReadsView.NONE);
  }

  synchronized SortedMap<String, TrafficView.Region> traffic() {
    var view = new TreeMap<String, TrafficView.Region>();
    routes
        .regions()
        .forEach((name, route) -> view.put(name, route.traffic().view(route.gate().inFlight())));
    return view;
  }

  /// Ends what has taken too long.
  synchronized void sweep(long nowNanos) {
    routes.regions().values().forEach(route -> route.gate().sweep(nowNanos));
    checks.values().forEach(check -> check.instance().sweep(nowNanos));
  }

  @Override
  public synchronized void close() {
    checks.values().forEach(HealthCheck::close);
  }

  private void apply(Table table) throws InterruptedException {
    var before = routes;
    trial = trialOf(table);
    lending = lendingOf(table);
    var lent = table.lent();
    var counted = lending.filter(_ -> lent != null && lent.stopped() == null);
    var regions = new TreeMap<String, RegionRoute>();
    table
        .regions()
        .forEach((name, region) -> regions.put(name, route(name, region, before, counted)));
    // What closes is shut before anything opens: a fence comes first here, too.
    for (var old : before.regions().values()) {
      if (table.stateOf(old.name()) == Table.State.CLOSED) {
        old.gate().shut();
      }
    }
    for (var route : regions.values()) {
      switch (table.stateOf(route.name())) {
        case OPEN -> route.gate().open();
        case DRAINING -> route.gate().drain();
        case CLOSED -> {} // Shut above, or new and never opened.
      }
    }
    routes = new Routes(table, regions, lending.map(ReadLoan::untilNanos).orElse(0L));
    forgetInstancesOutside(table);
  }

  /// The same trial goes on with its counts; one that was stopped keeps them to be looked at.
  private Optional<TrialCount> trialOf(Table table) {
    var tried = table.trial();
    if (tried == null) {
      return Optional.empty();
    }
    return tried.stopped() != null || trial.filter(count -> count.countsFor(tried)).isPresent()
        ? trial
        : Optional.of(new TrialCount(tried, System.nanoTime()));
  }

  private Optional<ReadLoan> lendingOf(Table table) {
    var lent = table.lent();
    if (lent == null || lending.filter(it -> it.countsFor(lent)).isPresent()) {
      return lending;
    }
    return Optional.of(ReadLoan.begin(lent, System.nanoTime()));
  }

  private RegionRoute route(
      String name, Table.Region region, Routes before, Optional<ReadLoan> counted) {
    var old = before.regions().get(name);
    var gate =
        old != null && (!old.gate().isShut() || region.state() == Table.State.CLOSED)
            ? old.gate()
            : new DoorGate();
    return new RegionRoute(
        name,
        gate,
        traffic.computeIfAbsent(name, _ -> new TrafficCount(clock)),
        trial.map(count -> count.of(name)),
        counted.map(it -> it.of(name)),
        region.instances().stream().map(this::instance).toList(),
        new AtomicInteger());
  }

  private Instance instance(HostPort address) {
    return checks
        .computeIfAbsent(
            address,
            _ -> new HealthCheck(new Instance(address, log), () -> routes.table().health()))
        .instance();
  }

  private void forgetInstancesOutside(Table table) {
    var kept =
        table.regions().values().stream()
            .flatMap(region -> region.instances().stream())
            .collect(Collectors.toSet());
    for (var address : List.copyOf(checks.keySet())) {
      if (!kept.contains(address)) {
        Optional.ofNullable(checks.remove(address)).ifPresent(HealthCheck::close);
      }
    }
  }
}
