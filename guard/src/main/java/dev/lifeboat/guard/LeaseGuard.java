package dev.lifeboat.guard;

import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.watch.Repetition;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;

/// A lease with all that it takes to get it and to heed it: three voters, and a gate at each
/// database.
final class LeaseGuard {
  private static final Logger LOG = System.getLogger(LeaseGuard.class.getName());

  /// A voter that does not answer by then finds out by itself, and whoever waits goes on sooner.
  private static final Duration RELEASE_LIMIT = Duration.ofMillis(400);

  private final WorkloadLease lease;
  private final Map<String, VoterClient> voters;
  private final List<Gate> gates;
  private final List<Repetition> asking;

  LeaseGuard(
      WorkloadLease lease,
      Map<String, VoterClient> voters,
      List<? extends Gate> gates,
      MonotonicClock clock) {
    this.lease = lease;
    this.voters = new LinkedHashMap<>(voters);
    this.gates = List.copyOf(gates);
    this.asking =
        voters.entrySet().stream()
            .map(voter -> asking(new VoterLoop(voter.getKey(), voter.getValue(), lease, clock)))
            .toList();
  }

  private static Repetition asking(VoterLoop loop) {
    return new Repetition(
        "ask " + loop.voter(),
        Thread::sleep,
        Duration.ZERO,
        loop::askOnce,
        (failure, _) -> LOG.log(Level.ERROR, "a vote is asked for anew", failure));
  }

  /// Goes on asking for what was held before, and serves the gates.
  void begin() {
    asking.forEach(Repetition::begin);
    gates.forEach(Gate::begin);
  }

  void end() throws InterruptedException {
    for (var gate : gates) {
      gate.end();
    }
    for (var each : asking) {
      each.end();
    }
  }

  LeaseState state() {
    var doing = new LinkedHashMap<String, String>();
    gates.forEach(gate -> doing.put(gate.database(), gate.doing()));
    return lease.state(doing);
  }

  LeaseState acquire(long epoch, Duration patience, Optional<String> override)
      throws IOException, InterruptedException {
    lease.acquire(epoch, patience, override);
    return state();
  }

  /// Whether and how long a gateway may write; see [WorkloadLease#pass].
  Pass pass(PassRequest asked) {
    var left = lease.pass(asked.gateway(), Duration.ofNanos(asked.askedAtNanos()), asked.writing());
    return new Pass(left.toMillis());
  }

  /// Closes the gates, and asks for the lease no more. The voters are not told, so that their wait
  /// covers whoever else here still holds it.
  void lapse(long epoch) throws IOException, InterruptedException {
    var _ = lease.handBack(epoch);
    for (var gate : gates) {
      gate.close();
    }
  }

  /// Closes the gates and waits until no gateway writes any more, then tells the voters.
  LeaseReturn handBack(long epoch) throws IOException, InterruptedException {
    var ended = lease.handBack(epoch);
    for (var gate : gates) {
      gate.close();
    }
    if (ended.isEmpty()) {
      return new LeaseReturn(lease.workload(), 0, List.of());
    }
    lease.awaitNoPass();
    LOG.log(Level.INFO, "handing back {0}", ended.get());
    return new LeaseReturn(lease.workload(), ended.get().epoch(), tell(ended.get()));
  }

  private List<String> tell(VoteRequest held) {
    var request = new ReleaseRequest(held, new Release.HandedBack());
    var heard = new ConcurrentSkipListSet<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      voters.forEach((name, client) ->
          threads.execute(() -> {
            if (release(name, client, request)) {
              heard.add(name);
            }
          }));
    }
    return List.copyOf(new TreeSet<>(heard));
  }

  private static boolean release(String name, VoterClient voter, ReleaseRequest request) {
    try {
      return voter.within(RELEASE_LIMIT).release(request) instanceof VoteReply.Ended;
    } catch (IOException silence) {
      LOG.log(Level.WARNING, name + " did not hear of it: " + silence.getMessage());
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
