package dev.lifeboat.lab;

import dev.lifeboat.engine.GoalPursuit;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.setup.ServiceTrial;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reaches the goals of a lab that just began, one after the other, with the reconcilers that runs
/// use: the first databases, replicas, services, traffic.
record FirstGoals(
    Plan plan,
    LabClients clients,
    Function<Workload, Reconcilers> reconcilers,
    Consumer<String> met,
    Consumer<Supplier<String>> awaited) {
  private static final Duration LONGEST = ServiceTrial.LAB_WAITS;
  private static final Duration LOOK = Duration.ofMillis(25);
  private static final Duration AFTER_REFUSAL = Duration.ofMillis(250);
  // What was asked for is given this long to show before it is asked for again.
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
  private static final Pace PACE =
      new Pace(LOOK, LOOK, AFTER_REFUSAL, AFTER_REFUSAL, ASK_AGAIN, LONGEST);
  private static final Wait WAIT = new Wait(LONGEST, LOOK);
  // Short beside the pause between two looks, so that none is late.
  private static final Wait DRIVE = new Wait(LONGEST, Duration.ofMillis(5));
  private static final long FIRST_EPOCH = 1;
  private static final GoalPursuit.By FIRST =
      new GoalPursuit.By(new RunId("deployment"), new StepId("deploy"), FIRST_EPOCH, PACE, LONGEST);
  // The status with which an agent refuses what it may do later.
  private static final int NOT_NOW = 503;

  void run() throws InterruptedException, ProblemException {
    awaitAgents();
    for (var workload : plan.workloads().values()) {
      deploy(workload, reconcilers.apply(workload));
    }
  }

  private void awaitAgents() throws InterruptedException, ProblemException {
    awaitAgent(clients.topology().edge().name());
    for (var region : clients.topology().regions().keySet()) {
      awaitAgent(region);
    }
    met.accept("agents of both regions and of the edge answer");
  }

  private void awaitAgent(String region) throws InterruptedException, ProblemException {
    untilAnswered(
        "the agent of %s answers".formatted(region), region, () -> clients.agent(region).health());
  }

  /// Asks until the agent of `region` does it, but not again what it refuses for good.
  private void untilAnswered(String goal, String region, Wait.Call<?> question)
      throws InterruptedException, ProblemException {
    awaited.accept(() -> goal);
    try {
      var _ = WAIT.answer(question, failed -> !isRefusedForGood(failed));
    } catch (IOException failed) {
      var why = FailureWords.of(failed);
      throw isRefusedForGood(failed)
          ? halfUp("'%s' is refused: %s".formatted(goal, why), region)
          : failure(goal, why, region);
    }
  }

  private static boolean isRefusedForGood(IOException failed) {
    return failed instanceof RefusedException refused && refused.status() != NOT_NOW;
  }

  private void deploy(Workload workload, Reconcilers reconcilers)
      throws InterruptedException, ProblemException {
    var primary = plan.primary().name();
    var recovery = plan.recovery().name();
    for (var database : workload.resources(Database.class)) {
      initialise(primary, database.name());
    }
    for (var store : workload.stores()) {
      reach(reconcilers, new Goal.Promoted(store.name(), primary));
    }
    for (var store : workload.stores()) {
      boolean fromVault =
          store instanceof Database && workload.strategy() == Strategy.BACKUP_AND_RESTORE;
      reach(
          reconcilers,
          fromVault
              ? new Goal.Protected(store.name(), primary)
              : new Goal.Replicating(store.name(), recovery, primary, Goal.Level.STREAMING));
    }
    for (var service : workload.resources(Service.class)) {
      reach(
          reconcilers, new Goal.Running(service.name(), primary, service.instances().serving(), 0));
      reach(
          reconcilers,
          new Goal.Running(service.name(), recovery, service.instances().standby(), 0));
      reach(reconcilers, new Goal.Healthy(service.name(), primary));
    }
    for (var traffic : workload.resources(Traffic.class)) {
      reach(reconcilers, new Goal.Routed(traffic.name(), primary));
    }
  }

  /// The first writer is made out of nothing, which no goal of a run ever is.
  private void initialise(String region, String database)
      throws InterruptedException, ProblemException {
    untilAnswered(
        "%s initialised in %s".formatted(database, region),
        region,
        () -> {
          var agent = clients.agent(region).within(LONGEST);
          var seen = agent.freshState(database).databases().get(database);
          return seen == null || seen.control().controlState() == null
              ? agent.initialise(database, FIRST_EPOCH)
              : seen;
        });
  }

  private void reach(Reconcilers reconcilers, Goal goal)
      throws InterruptedException, ProblemException {
    var pursuit = new GoalPursuit(reconcilers, goal, FIRST, Instant.now());
    awaited.accept(() -> "%s: %s".formatted(goal.phrase(), pursuit.why()));
    if (!DRIVE.until(() -> pursuit.advance(Instant.now()))) {
      throw failure(goal.phrase(), pursuit.why(), goal.region());
    }
    met.accept(goal.phrase());
  }

  private static ProblemException failure(String goal, String why, String region) {
    return halfUp(
        "'%s' did not come true within %d s: %s".formatted(goal, LONGEST.toSeconds(), why), region);
  }

  private static ProblemException halfUp(String happened, String region) {
    return ProblemException.passing(
        Code.LB5003,
        happened,
        "the lab is half up",
        "see the logs of region %s in the lab's folder, then 'lifeboat lab down'"
            .formatted(region));
  }
}
