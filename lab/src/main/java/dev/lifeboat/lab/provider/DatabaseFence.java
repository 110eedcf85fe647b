package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.WriteProbe;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/// Fences a database: demotes it through its living agent. When the agent is silent and the stop
/// may be immediate, its region is powered off, or, out of the host's reach, its lease is waited
/// out.
final class DatabaseFence implements Reconciler<Goal.Fenced> {
  private static final Duration DEMOTION = Duration.ofSeconds(25);
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final int NONCE_BYTES = 12;

  private final LabClients clients;
  private final Hypervisor hypervisor;
  private final LeaseFence lease;
  private final SecureRandom random = new SecureRandom();
  private final WriteProbe probe = new WriteProbe();

  DatabaseFence(LabClients clients, Hypervisor hypervisor, LeaseFence lease) {
    this.clients = clients;
    this.hypervisor = hypervisor;
    this.lease = lease;
  }

  @Override
  public Readiness preflight(Goal.Fenced goal) {
    return Readiness.ready(); // A region that is gone can be fenced too.
  }

  @Override
  public Observation observe(Goal.Fenced goal) throws InterruptedException {
    try {
      var seen =
          States.database(
              clients.agent(goal.region()).freshState(goal.resource()), goal.resource());
      if (seen.role() == Role.WRITER) {
        return Observation.pending("%s is assigned to be the writer".formatted(goal.resource()));
      }
      return seen.running() ? refusedWrite(goal) : stopped(goal, seen.role());
    } catch (RefusedException refused) {
      return Observation.unreachable(refused.why());
    } catch (IOException silent) {
      return lease.observe(
          goal.region(), () -> hypervisor.death(goal.region(), goal.resource(), port(goal)));
    }
  }

  /// A fresh write with a client's credential. What an earlier attempt said does not count.
  private Observation refusedWrite(Goal.Fenced goal) {
    var bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    var nonce = HexFormat.of().formatHex(bytes);
    var endpoint = clients.application(goal.region(), goal.resource());
    return switch (probe.attempt(endpoint, nonce, PROBE)) {
      case WriteProbe.Result.Refused(var state, var message) ->
          Observation.met(
              "write %s as '%s' refused: %s %s".formatted(nonce, endpoint.user(), state, message));
      case WriteProbe.Result.Accepted() ->
          Observation.pending("write %s as '%s' was accepted".formatted(nonce, endpoint.user()));
      case WriteProbe.Result.Unreachable(var why, _) ->
          Observation.unreachable("write %s: %s".formatted(nonce, why));
    };
  }

  private Observation stopped(Goal.Fenced goal, Role role) throws InterruptedException {
    try {
      var living =
          clients.host().processesIn(clients.folder().database(goal.region(), goal.resource()));
      return living.isEmpty()
          ? Observation.met(
              "%s is stopped, its agent guards it as %s, the host shows no process of it"
                  .formatted(goal.resource(), States.word(role)))
          : Observation.pending(living.size() + " processes of it still live");
    } catch (IOException unreadable) {
      return Observation.unreachable(Answers.why(unreadable));
    }
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var stop =
        goal.stop() == Goal.Stop.ORDERLY
            ? AssignmentRequest.Stop.ORDERLY
            : AssignmentRequest.Stop.IMMEDIATE;
    if (goal.stop() == Goal.Stop.IMMEDIATE && !agentAnswers(goal.region())) {
      endUnheard(goal, attempt.epoch());
      return;
    }
    try {
      var _ =
          clients
              .agent(goal.region())
              .within(DEMOTION)
              .assign(goal.resource(), AssignmentRequest.replica(attempt.epoch(), stop));
    } catch (RefusedException refused) {
      throw Answers.problem(goal.phrase(), refused);
    } catch (IOException silent) {
      if (goal.stop() == Goal.Stop.ORDERLY) {
        throw Answers.problem(goal.phrase(), silent);
      }
      endUnheard(goal, attempt.epoch());
    }
  }

  /// Else a frozen or silent agent would be waited for as long as a demotion may take.
  private boolean agentAnswers(String region) throws InterruptedException {
    try {
      var _ = clients.agent(region).health();
      return true;
    } catch (RefusedException refused) {
      return true;
    } catch (IOException silent) {
      return false;
    }
  }

  private void endUnheard(Goal.Fenced goal, long epoch)
      throws InterruptedException, ProblemException {
    try {
      hypervisor.powerOff(goal.region());
    } catch (IOException outOfReach) {
      waitOut(goal, epoch);
    }
  }

  private void waitOut(Goal.Fenced goal, long epoch) throws InterruptedException, ProblemException {
    try {
      lease.waitOut(goal.region(), epoch);
    } catch (IOException failed) {
      throw Answers.problem(goal.phrase(), failed);
    }
  }

  private int port(Goal.Fenced goal) {
    return clients.topology().region(goal.region()).database(goal.resource()).port();
  }
}
