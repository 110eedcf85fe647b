package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.WriteProbe;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/// Fences a database: demotes it through its living agent, or ends its region's lease when the
/// agent is silent and the stop may be immediate.
record DatabaseFence(LabClients clients, FenceClimb climb)
    implements RegionReconciler<Goal.Fenced> {
  private static final Duration DEMOTION = Duration.ofSeconds(25);
  private static final Duration PROBE = Duration.ofSeconds(1);
  // A frozen region accepts and never answers; users wait while it is waited for.
  private static final Duration LOOK = Duration.ofMillis(250);

  @Override
  public Observation look(Goal.Fenced goal) throws InterruptedException {
    // A lease that is over proves it whatever the region does, and is looked at without it.
    if (goal.stop() == Goal.Stop.IMMEDIATE && withoutLease(goal) instanceof Observation.Met over) {
      return over;
    }
    try {
      var seen =
          AgentStates.database(
              clients.agent(goal.region()).within(LOOK).freshState(goal.resource()),
              goal.resource());
      if (seen.duty().role() == Role.WRITER) {
        return Observation.pending("%s is assigned to be the writer".formatted(goal.resource()));
      }
      var told = CommitGateProof.of(seen);
      return seen.server().running()
          ? refusedWrite(goal, told)
          : stopped(goal, seen.duty().role(), told);
    } catch (RefusedException refused) {
      return Observation.unreachable(refused.why());
    } catch (IOException silent) {
      return withoutLease(goal);
    }
  }

  /// With what is known of whether its commits waited for that lease.
  private Observation withoutLease(Goal.Fenced goal) throws InterruptedException {
    return switch (climb.fenced(goal.region())) {
      case Observation.Met(var proof) ->
          Observation.met(
              proof + "; " + new CommitGateProof(clients).ofSilent(goal.region(), goal.resource()));
      case Observation.Pending pending -> pending;
      case Observation.Unreachable unreachable -> unreachable;
    };
  }

  /// A fresh write with a client's credential. What an earlier attempt said does not count.
  private Observation refusedWrite(Goal.Fenced goal, String gateWords) {
    var nonce = UUID.randomUUID().toString();
    var endpoint = clients.application(goal.region(), goal.resource());
    return switch (new WriteProbe().attempt(endpoint, nonce, PROBE)) {
      case WriteProbe.Result.Refused(var state, var message) ->
          Observation.met(
              "write %s as '%s' refused: %s %s; %s"
                  .formatted(nonce, endpoint.user(), state, message, gateWords));
      case WriteProbe.Result.Accepted() ->
          Observation.pending("write %s as '%s' was accepted".formatted(nonce, endpoint.user()));
      case WriteProbe.Result.Unreachable(var why, _) ->
          Observation.unreachable("write %s: %s".formatted(nonce, why));
    };
  }

  private Observation stopped(Goal.Fenced goal, Role role, String gateWords)
      throws InterruptedException {
    try {
      var living =
          clients.host().processesIn(clients.folder().database(goal.region(), goal.resource()));
      return living.isEmpty()
          ? Observation.met(
              "%s is stopped, its agent guards it as %s, the host shows no process of it; %s"
                  .formatted(goal.resource(), AgentStates.word(role), gateWords))
          : Observation.pending("processes of it that still live: " + living.size());
    } catch (IOException unreadable) {
      return Observation.unreachable(CallProblems.why(unreadable));
    }
  }

  @Override
  public void request(Goal.Fenced goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    long epoch = attempt.epoch();
    switch (goal.stop()) {
      case ORDERLY ->
          assign(goal, AssignmentRequest.replica(epoch, AssignmentRequest.Stop.ORDERLY), DEMOTION);
      case IMMEDIATE -> climb.climb(goal, attempt, new LivingServer(goal, epoch));
    }
  }

  /// The server of a region whose agent answers.
  private final class LivingServer implements FenceClimb.StoppableStore {
    private final Goal.Fenced goal;
    private final long epoch;

    LivingServer(Goal.Fenced goal, long epoch) {
      this.goal = goal;
      this.epoch = epoch;
    }

    @Override
    public void demote(Duration limit) throws IOException, InterruptedException {
      assign(goal, AssignmentRequest.replica(epoch, AssignmentRequest.Stop.IMMEDIATE), limit);
    }

    @Override
    public void stop(Duration limit) throws IOException, InterruptedException {
      assign(goal, AssignmentRequest.stopped(epoch, AssignmentRequest.Stop.IMMEDIATE), limit);
    }
  }

  private void assign(Goal.Fenced goal, AssignmentRequest request, Duration limit)
      throws IOException, InterruptedException {
    var _ = clients.agent(goal.region()).within(limit).assign(goal.resource(), request);
  }
}
