package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseProof;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Looks at goals from where the controllers are.
record SimObservations(SimWorld world) {
  /// In a longer one nothing happens but that time goes by.
  static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

  /// Proofs are fresh acts and never stale; what is merely described may be.
  static boolean mayBeStale(Step step) {
    return switch (step) {
      case Step.Reach(_, Goal.Replicating(_, _, _, var level), _, _, _) ->
          level == Goal.Level.STREAMING;
      case Step.Reach(_, Goal.Healthy _, _, _, _),
          Step.Reach(_, Goal.Running _, _, _, _),
          Step.Reach(_, Goal.Bound _, _, _, _) ->
          true;
      case Step.Reach _, Step.Verify _, Step.Ask _, Step.Tell _ -> false;
    };
  }

  void look(Step step, Consumer<Observation> back) {
    switch (step) {
      case Step.Reach(_, var goal, _, _, _) -> look(goal, back);
      case Step.Verify _ -> atDoor(this::verified, back);
      case Step.Ask _, Step.Tell _ ->
          throw new IllegalStateException("step '" + step.id() + "' has no goal to look at");
    }
  }

  private void look(Goal goal, Consumer<Observation> back) {
    switch (goal) {
      case Goal.Fenced(var resource, var region, _) when world.isTraffic(resource) ->
          atDoor(
              () ->
                  world.door.isClosed(world.index(region))
                      ? Observation.met("closed under epoch " + world.door.epoch())
                      : Observation.pending("open"),
              back);
      case Goal.Fenced(var resource, var region, _) -> fenced(resource, region, back);
      case Goal.Promoted(var resource, var region) -> {
        var agent = world.region(region).agent;
        var copy = world.copy(resource, region);
        atAgent(region, () -> agent.observePromoted(copy), back);
      }
      case Goal.Replicating(var resource, var region, var source, var level) -> {
        if (level == Goal.Level.COMPLETE) {
          complete(resource, region, source, back);
        } else {
          var agent = world.region(region).agent;
          var copy = world.copy(resource, region);
          atAgent(region, () -> agent.observeStreaming(copy), back);
        }
      }
      case Goal.Protected _, Goal.Restored _ ->
          throw new IllegalStateException("no world has a vault");
      case Goal.Running(_, var region, var instances, _) ->
          atAgent(region, () -> world.region(region).agent.observeRunning(instances), back);
      case Goal.Healthy(_, var region) ->
          atAgent(region, () -> world.region(region).agent.observeHealthy(), back);
      case Goal.Bound(_, var region, var stores) ->
          atAgent(region, () -> world.region(region).agent.observeBound(world.index(stores)), back);
      case Goal.Routed(_, var region, var share) -> {
        int index = world.index(region);
        atDoor(() -> share == null ? routed(index) : borne(index, share), back);
      }
    }
  }

  private Observation routed(int region) {
    return world.door.routedTo(region)
        ? Observation.met("routed under epoch " + world.door.epoch())
        : Observation.pending("not routed there");
  }

  private Observation borne(int region, Goal.Share share) {
    return world.door.bears(region, share.percent(), held(share).toNanos(), world.now())
        ? Observation.met("bears " + share.percent() + " %")
        : Observation.pending("does not bear " + share.percent() + " % yet");
  }

  /// How long a share is held in a world.
  static Duration held(Goal.Share share) {
    return share.hold().compareTo(LONGEST_HOLD) < 0 ? share.hold() : LONGEST_HOLD;
  }

  private Observation verified() {
    return world.traffic.serves() ? Observation.met("200") : Observation.pending("503");
  }

  private void atDoor(Supplier<Observation> look, Consumer<Observation> back) {
    world.calls.door(look, back, refused -> missed("the front door", refused));
  }

  private void atAgent(String region, Supplier<Observation> look, Consumer<Observation> back) {
    world.calls.agent(region, look, back, refused -> missed(region, refused));
  }

  private static Observation missed(String what, boolean refused) {
    return Observation.unreachable(what + (refused ? " refuses" : " is silent"));
  }

  /// The old side's own word, with what it holds, and then the replica's.
  private void complete(String resource, String region, String source, Consumer<Observation> back) {
    var from = world.copy(resource, source);
    var replica = world.copy(resource, region);
    atAgent(
        source,
        () -> {
          world.traffic.settle();
          return from.writable() || from.duty() == SimCopy.Duty.WRITER
              ? Observation.pending("its source still writes")
              : Observation.met("stopped");
        },
        stopped -> {
          if (stopped instanceof Observation.Met) {
            atAgent(
                region,
                () -> {
                  world.traffic.settle();
                  return replica.holdsAllOf(from)
                      ? Observation.met("holds everything")
                      : Observation.pending("is behind");
                },
                back);
          } else {
            back.accept(stopped);
          }
        });
  }

  /// In a failover the host's word proves it, that the old side is gone, as long as it is; or the
  /// votes for the other side, whatever the old one does; or the old side's own word.
  private void fenced(String resource, String region, Consumer<Observation> back) {
    if (world.mode() != Mode.FAILOVER) {
      ownWord(resource, region, back);
      return;
    }
    if (world.hostSeesDead(world.index(region))) {
      back.accept(Observation.met("the host saw every process gone"));
      return;
    }
    votes(
        region,
        seen -> {
          if (seen instanceof Observation.Met) {
            back.accept(seen);
          } else {
            ownWord(
                resource,
                region,
                word -> {
                  if (word instanceof Observation.Unreachable) {
                    votes(region, back);
                  } else {
                    back.accept(word);
                  }
                });
          }
        });
  }

  private void ownWord(String resource, String region, Consumer<Observation> back) {
    atAgent(
        region, () -> world.region(region).agent.observeFenced(world.copy(resource, region)), back);
  }

  /// What the two voters outside the region say, judged by the product's rule.
  private void votes(String region, Consumer<Observation> back) {
    var both = world.votersOutside(world.region(region));
    vote(
        both.getFirst(),
        back,
        first ->
            vote(
                both.getLast(),
                back,
                last -> {
                  var votes = new LinkedHashMap<String, Optional<Vote>>();
                  votes.put(both.getFirst().name, first);
                  votes.put(both.getLast().name, last);
                  back.accept(judged(region, votes));
                }));
  }

  private Observation judged(String region, Map<String, Optional<Vote>> votes) {
    try {
      var placed = world.placements.read(world.workload()).orElseThrow();
      return new LeaseProof(region, placed).of(votes, (_, why) -> Observation.unreachable(why));
    } catch (ProblemException unreadable) {
      return Observation.unreachable(unreadable.problem().happened());
    }
  }

  /// @param back told of silence, and then nothing follows
  private void vote(SimVoter voter, Consumer<Observation> back, Consumer<Optional<Vote>> then) {
    world.calls.ask(
        voter,
        () -> Optional.of(voter.status()),
        heard ->
            heard.ifPresentOrElse(
                status -> then.accept(status.vote()), () -> back.accept(missed(voter.name, false))),
        _ -> Optional.<VoterStatus>empty());
  }
}
