package dev.lifeboat.guard;

import dev.lifeboat.guard.KeeperConfig.VoterConfig;
import dev.lifeboat.guard.KeeperConfig.WorkloadConfig;
import dev.lifeboat.guard.vote.HttpVoterClient;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.NamedClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.CallGuard;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.JsonClient;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// All parts of one region's keeper, wired by hand.
final class LeaseKeeper {
  private static final Logger LOG = System.getLogger(LeaseKeeper.class.getName());

  /// Longer than the way there and back; a voter that is silent longer is asked anew.
  private static final Duration VOTE_LIMIT = Duration.ofSeconds(1);

  private final Map<String, LeaseGuard> leases = new LinkedHashMap<>();
  private final ApiServer server;
  private final String region;
  private final NamedClock clock;

  /// Takes the address, and asks for nothing yet.
  LeaseKeeper(KeeperConfig config, LeaseTerms terms, NamedClock clock) throws IOException {
    this.region = config.region();
    this.clock = clock;
    var voters = new LinkedHashMap<String, VoterClient>();
    for (var voter : config.voters()) {
      var agent = new Caller(Caller.Kind.AGENT, voter.name());
      voters.put(
          voter.name(),
          new HttpVoterClient(
              new JsonClient(voter.address(), VOTE_LIMIT, config.keys().signerTo(agent))));
    }
    for (var workload : config.workloads()) {
      leases.put(workload.name(), lease(config, workload, voters, terms, clock));
    }
    server =
        new ApiServer(
            config.address(),
            config.port(),
            CallGuard.of(config.address(), config.keys(), InstantSource.system()),
            "lease",
            new KeeperApi(leases));
  }

  private static LeaseGuard lease(
      KeeperConfig config,
      WorkloadConfig workload,
      Map<String, VoterClient> voters,
      LeaseTerms terms,
      MonotonicClock clock)
      throws IOException {
    var lease =
        new WorkloadLease(
            workload.name(),
            config.region(),
            config.voters().stream().map(VoterConfig::name).toList(),
            terms,
            clock,
            config.state().resolve("leases").resolve(workload.name() + ".json"));
    var gates =
        workload.databases().stream().map(database -> new CommitGateLoop(database, lease)).toList();
    return new LeaseGuard(lease, voters, gates, clock);
  }

  void begin() {
    leases.values().forEach(LeaseGuard::begin);
    server.begin();
    LOG.log(Level.INFO, "lease keeper of {0} serves, by {1}", region, clock.name());
  }

  /// Stops confirming and asking. What is held is not handed back: the keeper's next life goes on.
  void end() throws InterruptedException {
    server.close();
    for (var lease : leases.values()) {
      lease.end();
    }
  }
}
