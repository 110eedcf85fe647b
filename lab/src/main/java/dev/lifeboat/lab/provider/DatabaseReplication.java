package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Makes a database follow the other region's: streams on where it can, clones where it cannot.
record DatabaseReplication(LabClients clients, Workload workload, PresentEpoch epoch)
    implements RegionReconciler<Goal.Replicating> {
  private static final Duration FOLLOW = Duration.ofSeconds(25);

  private static final Duration WAIT = Duration.ofSeconds(5);

  /// It asks both servers where they part.
  private static final Duration KEPT = Duration.ofSeconds(5);

  private static final String IDLE = "none";
  private static final int CONFLICT = 409;

  /// Whether it can follow shows once it is asked to, but a clone without room is told before.
  @Override
  public Readiness preflight(Goal.Replicating goal) throws InterruptedException {
    if (goal.level() == Goal.Level.COMPLETE) {
      return Readiness.ready();
    }
    try {
      var noRoom = clients.agent(goal.region()).within(KEPT).keptCopies(goal.resource()).noRoom();
      return noRoom == null
          ? Readiness.ready()
          : Readiness.notReady(CallProblems.noRoom(goal.phrase(), noRoom));
    } catch (IOException _) {
      return Readiness.ready();
    }
  }

  @Override
  public Observation look(Goal.Replicating goal) throws IOException, InterruptedException {
    var source = state(goal.source(), goal);
    var replica = state(goal.region(), goal);
    return switch (goal.level()) {
      case STREAMING -> streaming(goal, source, replica);
      case COMPLETE -> complete(goal, source, replica);
    };
  }

  private Observation streaming(
      Goal.Replicating goal, DatabaseState source, DatabaseState replica) {
    if (!replica.care().activity().equals(IDLE)) {
      return Observation.pending(replica.care().activity());
    }
    var sql = replica.server().sql();
    var origin = source.server().sql();
    if (sql == null || origin == null) {
      return Observation.pending(
          Optional.ofNullable(sql == null ? replica.care().why() : source.care().why())
              .orElse("one side does not answer SQL"));
    }
    var row =
        origin.replication().stream()
            .filter(it -> it.applicationName().equals(goal.region()))
            .filter(it -> it.state().equals("streaming"))
            .findFirst();
    if (!sql.inRecovery() || row.isEmpty()) {
      return Observation.pending(
          "%s in %s does not stream from %s"
              .formatted(goal.resource(), goal.region(), goal.source()));
    }
    if (replica.followed() == null
        || source.followed() == null
        || replica.followed().epoch() != source.followed().epoch()) {
      return Observation.pending("streams, and has not heard under which epoch its writer is");
    }
    if (how(goal) != Replication.ASYNCHRONOUS && !row.get().syncState().equals("sync")) {
      return Observation.pending("streams, and is not waited for by the writer yet");
    }
    return Observation.met(
        "%s streams from %s, %s, replayed up to %s"
            .formatted(
                goal.resource(), goal.source(), row.get().syncState(), row.get().replayLsn()));
  }

  /// The shutdown checkpoint is the last thing a writer that stopped in good order ever wrote.
  private static Observation complete(
      Goal.Replicating goal, DatabaseState source, DatabaseState replica) {
    var checkpoint = source.control().shutdownCheckpointLsn();
    if (source.duty().role() == Role.WRITER || checkpoint == null) {
      return Observation.pending(
          "%s in %s was not stopped in good order: its control file says %s"
              .formatted(goal.resource(), goal.source(), source.control().controlState()));
    }
    var sql = replica.server().sql();
    var replayed = sql == null ? null : sql.replayLsn();
    if (replayed == null) {
      return Observation.pending(
          Optional.ofNullable(replica.care().why())
              .orElse("the replica does not say what it replayed"));
    }
    return Lsn.parse(replayed).compareTo(Lsn.parse(checkpoint)) > 0
        ? Observation.met(
            "%s has replayed %s, past the shutdown checkpoint %s of %s"
                .formatted(goal.region(), replayed, checkpoint, goal.source()))
        : Observation.pending(
            "%s has replayed %s, the shutdown checkpoint of %s is %s"
                .formatted(goal.region(), replayed, goal.source(), checkpoint));
  }

  private Replication how(Goal.Replicating goal) {
    return workload.resource(Database.class, goal.resource()).replication();
  }

  private DatabaseState state(String region, Goal.Replicating goal)
      throws IOException, InterruptedException {
    return AgentStates.database(clients.agent(region).freshState(goal.resource()), goal.resource());
  }

  @Override
  public void request(Goal.Replicating goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    if (goal.level() == Goal.Level.COMPLETE) {
      return; // The stopped source has sent all it had; there is nothing to ask for but time.
    }
    epoch.require(goal, attempt);
    follow(goal, attempt);
    // While it is connected is for the writer's own agent to say: the replica may be lost while
    // no controller is there. To wait for one that is being cloned would hold up every write.
    if (how(goal) == Replication.SYNCHRONOUS && streamsAlready(state(goal.region(), goal))) {
      var _ =
          clients
              .agent(goal.source())
              .within(WAIT)
              .waitFor(goal.resource(), attempt.epoch(), goal.region());
    }
  }

  private void follow(Goal.Replicating goal, Attempt attempt)
      throws IOException, InterruptedException {
    var agent = clients.agent(goal.region());
    var replica = state(goal.region(), goal);
    if (!replica.care().activity().equals(IDLE) || streamsAlready(replica)) {
      return;
    }
    if (replica.duty().role() != Role.REPLICA) {
      // A region that comes back after a failover still believes to be the writer: the first act in
      // it is its fence, under the epoch of this run.
      var _ =
          agent
              .within(FOLLOW)
              .assign(
                  goal.resource(),
                  AssignmentRequest.replica(attempt.epoch(), AssignmentRequest.Stop.IMMEDIATE));
    }
    if (replica.control().controlState() != null) {
      try {
        var _ = agent.within(FOLLOW).follow(goal.resource(), attempt.epoch());
        return;
      } catch (EpochRefusedException tooLate) {
        throw tooLate;
      } catch (RefusedException refused) {
        if (refused.status() != CONFLICT) {
          throw refused; // It cannot follow now, which says nothing of what it holds.
        }
        // It holds what the writer does not, or cannot show otherwise: only a clone brings it back.
      }
    }
    var _ = agent.within(FOLLOW).beginClone(goal.resource(), attempt.epoch());
  }

  private static boolean streamsAlready(DatabaseState replica) {
    var sql = replica.server().sql();
    var receiver = sql == null ? null : sql.walReceiver();
    return receiver != null && receiver.streaming();
  }
}
