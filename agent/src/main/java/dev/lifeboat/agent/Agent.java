package dev.lifeboat.agent;

import dev.lifeboat.agent.api.Api;
import dev.lifeboat.agent.api.VoteApi;
import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.database.GuardedDatabase;
import dev.lifeboat.agent.database.RegionLease;
import dev.lifeboat.agent.process.ProcessLogs;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.agent.unit.Unit;
import dev.lifeboat.files.DurableLog;
import dev.lifeboat.guard.KeeperClient;
import dev.lifeboat.guard.RefusalLog;
import dev.lifeboat.guard.StartGuard;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.Votes;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.watch.Repetition;
import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.CallGuard;
import dev.lifeboat.wire.Caller;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// All parts of one region's agent, wired by hand.
final class Agent {
  private static final Logger LOG = System.getLogger(Agent.class.getName());

  /// Longer than it takes to begin a database, unless a large copy that was broken off is removed.
  private static final Duration FIRST_TRY = Duration.ofSeconds(5);

  private final Host host;
  private final Map<String, GuardedDatabase> databases = new LinkedHashMap<>();
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final Repetition logs;
  private final ApiServer server;

  /// Takes the address, and starts nothing yet.
  Agent(AgentConfig config, Clock clock) throws IOException {
    host = Host.of(config, clock);
    logs = ProcessLogs.of(config.state()).work();
    var guard = new StartGuard(config.region(), config.placements());
    var leases = new LinkedHashMap<String, RegionLease>();
    for (var database : config.databases()) {
      databases.put(
          database.name(),
          new GuardedDatabase(database, host, guard, lease(database, config, leases)));
    }
    for (var unit : config.units()) {
      units.put(unit.name(), new Unit(unit, host));
    }
    var refusals = new RefusalLog(new DurableLog(config.state().resolve("refusals.jsonl")), clock);
    var leaseClock = MonotonicClock.ofThisMachine();
    var votes =
        new Votes(
            config.state().resolve("votes"), config.workloads(), LeaseTerms.standard(), leaseClock);
    var api =
        new Api(
            config,
            clock,
            databases,
            units,
            new VoteApi(votes, leaseClock, refusals),
            refusals,
            new DurableLog(config.state().resolve("intents.jsonl")));
    server =
        new ApiServer(
            config.address(),
            config.port(),
            CallGuard.of(config.address(), config.keys(), clock),
            "votes",
            api);
  }

  private static Optional<RegionLease> lease(
      DatabaseConfig database, AgentConfig config, Map<String, RegionLease> shared) {
    var signer = config.keys().signerTo(new Caller(Caller.Kind.KEEPER, config.region()));
    return Optional.ofNullable(database.commits().keeper())
        .map(keeper ->
            shared.computeIfAbsent(
                database.workload(),
                workload -> new RegionLease(workload, new KeeperClient(keeper, signer))));
  }

  /// Adopts what lives, starts what is missing, and serves. A database that cannot be begun keeps
  /// neither the others nor the vote from it.
  void begin() throws IOException, InterruptedException {
    recordItself();
    logs.begin();
    for (var unit : units.values()) {
      unit.begin();
    }
    databases.values().forEach(GuardedDatabase::begin);
    awaitFirstTries();
    server.begin();
    LOG.log(
        Level.INFO,
        "agent of {0} serves on {1}:{2}",
        host.region(),
        host.address(),
        Integer.toString(server.port()));
  }

  /// Of all together: however many a slow disk holds up, the region's vote waits no longer.
  private void awaitFirstTries() throws InterruptedException {
    long end = System.nanoTime() + FIRST_TRY.toNanos();
    for (var database : databases.values()) {
      database.awaitFirstTry(Duration.ofNanos(end - System.nanoTime()));
    }
  }

  /// Whoever started it may have been started by another itself. A full disk lets it go unrecorded.
  private void recordItself() {
    try {
      var _ =
          host.spawner()
              .record("agent", ProcessHandle.current().pid(), List.of(AgentMain.class.getName()));
    } catch (IOException failure) {
      LOG.log(Level.WARNING, "the agent is not recorded: {0}", FileFailure.told(failure));
    }
  }

  /// Stops everything: services, then databases, then the essential units they stand on.
  void end() throws InterruptedException {
    server.close();
    logs.end();
    endAll(units(unit -> !unit.essential()));
    endAll(databases.values().stream().<Ending>map(database -> database::end).toList());
    endAll(units(Unit::essential));
  }

  private List<Ending> units(Predicate<Unit> which) {
    return units.values().stream().filter(which).<Ending>map(unit -> unit::end).toList();
  }

  /// All at once.
  private static void endAll(List<Ending> endings) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      endings.forEach(ending -> threads.execute(() -> end(ending)));
    }
  }

  private static void end(Ending ending) {
    try {
      ending.run();
    } catch (IOException | RuntimeException failure) {
      LOG.log(Level.ERROR, "something could not be stopped", failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Ending {
    void run() throws IOException, InterruptedException;
  }
}
