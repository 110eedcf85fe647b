package dev.lifeboat.guard.vote;

import dev.lifeboat.lease.LeaseProof;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.OvertakenRun;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Ends a region's right to write one workload without that region's help.
///
/// The two voters outside it are asked to vote for the other region. They do so only when the old
/// lease must have run out on any clock, or was ended by a proven death; from then on nobody in the
/// old region finds a second vote, and its keeper confirms no commit.
///
/// @param placements under which epoch the region writes: only votes above it end its lease
public record LeaseFence(Voters voters, Placements placements, String workload) {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /// What else may prove that a region writes no more, where votes alone do not.
  public interface Death {
    Observation look() throws InterruptedException;
  }

  /// Whether both voters outside `region` vote for the other one, and it cannot write without them.
  ///
  /// @param death looked for where a person's word may stand in for the votes
  public Observation observe(String region, Death death) throws InterruptedException {
    try {
      var placed = placements.read(workload);
      return placed.isPresent()
          ? observe(new LeaseProof(region, placed.get()), death)
          : Observation.unreachable("nobody knows under which epoch %s writes".formatted(workload));
    } catch (ProblemException unreadable) {
      return Observation.unreachable(unreadable.problem().happened());
    }
  }

  private Observation observe(LeaseProof rule, Death death) throws InterruptedException {
    try {
      return rule.of(
          voters.votes(rule.region(), workload),
          (over, why) ->
              death.look() instanceof Observation.Met(var proof)
                  ? Observation.met("%s; %s".formatted(over, proof))
                  : Observation.unreachable("%s; %s".formatted(over, why)));
    } catch (SilentVoterException silent) {
      return Observation.unreachable(
          "voter %s does not answer: %s".formatted(silent.voter(), silent.getMessage()));
    }
  }

  /// What the voters outside `region` say about its lease now, each with the time at which it says
  /// so. To be asked before the look that proves a death.
  public Map<String, Dying> before(String region) throws InterruptedException {
    var seen = new LinkedHashMap<String, Dying>();
    for (var voter : voters.outside(region).entrySet()) {
      try {
        var status = voter.getValue().status(workload);
        status
            .vote()
            .filter(vote -> vote.holder().equals(region))
            .ifPresent(vote -> seen.put(voter.getKey(), new Dying(vote, status.at())));
      } catch (IOException _) {
        // It cannot be told of the death either; its wait runs out by itself.
      }
    }
    return seen;
  }

  /// One voter's word on a lease whose holder may be dead.
  public record Dying(Vote vote, Duration asOf) {}

  /// Tells the voters that everything that could write under these leases is dead.
  public void died(Map<String, Dying> leases, String proof) throws InterruptedException {
    for (var lease : leases.entrySet()) {
      var vote = lease.getValue().vote();
      var request =
          new ReleaseRequest(
              new VoteRequest(vote.workload(), vote.epoch(), vote.holder()),
              new Release.DeathProven(lease.getValue().asOf(), proof));
      try {
        var _ =
            Objects.requireNonNull(voters.outside(vote.holder()).get(lease.getKey()))
                .release(request);
      } catch (IOException _) {
        // Then it waits the lease out, which is as safe and only slower.
      }
    }
  }

  /// Asks both voters outside `region` for the other one, once. It takes nothing from a region
  /// whose lease has not run out: that one may go on renewing.
  ///
  /// @return whether both grant it
  /// @throws ProblemException LB3002 when a higher epoch was granted already
  public boolean askOnce(String region, long epoch) throws InterruptedException, ProblemException {
    return ask(region, new VoteRequest(workload, epoch, voters.otherThan(region))).isEmpty();
  }

  /// Asks both voters outside `region` for the other one until they grant it or `limit` is over.
  ///
  /// @return empty once both have; else why one has not
  /// @throws ProblemException LB3002 when a higher epoch was granted already
  public Optional<String> waitOut(String region, long epoch, Duration limit)
      throws InterruptedException, ProblemException {
    long end = System.nanoTime() + limit.toNanos();
    var request = new VoteRequest(workload, epoch, voters.otherThan(region));
    while (true) {
      withhold(region, request);
      var missing = ask(region, request);
      if (missing.isEmpty()) {
        return Optional.empty();
      }
      var wait = missing.stream().map(Missing::atLeast).max(Duration::compareTo).orElse(PAUSE);
      if (System.nanoTime() + wait.toNanos() > end) {
        return Optional.of(String.join("; ", missing.stream().map(Missing::why).toList()));
      }
      Thread.sleep(wait.compareTo(PAUSE) < 0 ? PAUSE : wait);
    }
  }

  /// Each time anew, since a voter that restarted has forgotten it.
  private void withhold(String region, VoteRequest request) throws InterruptedException {
    for (var voter : voters.outside(region).values()) {
      try {
        var _ = voter.withhold(request);
      } catch (IOException _) {
        // Then it is not heard when it is asked for its vote either, and that is told.
      }
    }
  }

  private record Missing(String why, Duration atLeast) {}

  private List<Missing> ask(String region, VoteRequest request)
      throws InterruptedException, ProblemException {
    var missing = new ArrayList<Missing>();
    for (var voter : voters.outside(region).entrySet()) {
      try {
        switch (voter.getValue().ask(request)) {
          case VoteReply.Granted _, VoteReply.Ended _ -> {}
          case VoteReply.Wait(var atLeast, var why) ->
              missing.add(new Missing(voter.getKey() + ": " + why, atLeast));
          case VoteReply.Refused(var highest, _, var why) when highest > request.epoch() ->
              throw stale(voter.getKey(), why);
          case VoteReply.Refused(_, _, var why) ->
              missing.add(new Missing(voter.getKey() + " refuses: " + why, PAUSE));
        }
      } catch (IOException silent) {
        missing.add(new Missing(voter.getKey() + ": " + silent.getMessage(), PAUSE));
      }
    }
    return missing;
  }

  private ProblemException stale(String voter, String why) {
    return OvertakenRun.byEpoch("vote of %s on %s: %s".formatted(voter, workload, why))
        .asException();
  }
}
