package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.vote.VoterClient;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.provider.Observation;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fence of a region that answers nobody, by the two voters outside it. Where its death is
/// proven they need not wait for its lease; where nobody can look, they have granted a higher epoch
/// to another, and so nothing that region does can be confirmed by two of three any more.
final class LeaseFence {
  private static final Logger LOG = System.getLogger(LeaseFence.class.getName());

  /// A voter beyond a cut must not hold up a fence.
  private static final Duration VOTER = Duration.ofMillis(300);

  /// A voter's wait, twice, and the way.
  private static final Duration WAIT_OUT = Duration.ofSeconds(10);

  private final LabClients clients;
  private final String workload;

  LeaseFence(LabClients clients, String workload) {
    this.clients = clients;
    this.workload = workload;
  }

  /// Looks at a region whose agent is silent. The voters are asked for their time before, so that a
  /// region that was healed after the look does not lose what it holds by then.
  Observation observe(String region, Look look) throws InterruptedException {
    var before = ask(region);
    var seen = look.now();
    return switch (seen) {
      case Observation.Met(var proof) -> {
        release(before, region, proof);
        yield seen;
      }
      case Observation.Unreachable _ -> ranOut(before, region).orElse(seen);
      case Observation.Pending _ -> seen;
    };
  }

  /// Has the other region take the lease under `epoch`, which it gets once that of `region` must
  /// have run out. Safe to repeat.
  void waitOut(String region, long epoch) throws IOException, InterruptedException {
    var other = clients.topology().peerOf(region).name();
    var _ = clients.agent(other).within(WAIT_OUT).acquireLease(workload, epoch);
  }

  private Map<String, VoterStatus> ask(String region) throws InterruptedException {
    var answers = new LinkedHashMap<String, VoterStatus>();
    for (var name : votersOutside(region)) {
      try {
        answers.put(name, voter(name).status(workload));
      } catch (IOException silent) {
        LOG.log(Level.DEBUG, "voter {0}: {1}", name, Answers.why(silent));
      }
    }
    return answers;
  }

  private void release(Map<String, VoterStatus> before, String region, String proof)
      throws InterruptedException {
    for (var entry : before.entrySet()) {
      var status = entry.getValue();
      var vote = status.vote().filter(it -> status.bound() && it.holder().equals(region));
      if (vote.isPresent()) {
        release(entry.getKey(), vote.get(), new Release.DeathProven(status.at(), proof));
      }
    }
  }

  private void release(String name, Vote vote, Release why) throws InterruptedException {
    try {
      var lease = new VoteRequest(vote.workload(), vote.epoch(), vote.holder());
      var _ = voter(name).release(new ReleaseRequest(lease, why));
    } catch (IOException silent) {
      // Then it waits the lease out by itself.
      LOG.log(Level.WARNING, "voter " + name + " did not hear of a death: " + Answers.why(silent));
    }
  }

  private Optional<Observation> ranOut(Map<String, VoterStatus> votes, String region) {
    var others =
        votes.entrySet().stream()
            .flatMap(entry ->
                entry.getValue().vote().stream()
                    .filter(vote -> !vote.holder().equals(region))
                    .map(vote ->
                        "%s granted epoch %d to %s"
                            .formatted(entry.getKey(), vote.epoch(), vote.holder())))
            .toList();
    return others.size() < votersOutside(region).size()
        ? Optional.empty()
        : Optional.of(
            Observation.met(
                "the lease of %s must have run out: %s"
                    .formatted(region, String.join(", ", others))));
  }

  private List<String> votersOutside(String region) {
    return List.of(clients.topology().edge().name(), clients.topology().peerOf(region).name());
  }

  private VoterClient voter(String name) {
    return clients.agent(name).within(VOTER).votes();
  }

  /// A look at the dead.
  interface Look {
    Observation now() throws InterruptedException;
  }
}
