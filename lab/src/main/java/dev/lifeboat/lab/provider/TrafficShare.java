package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.frontdoor.Table;
import dev.lifeboat.lab.frontdoor.TrialView;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.TreeMap;

/// Sends a share of the client traffic to one region and the rest to the other. The front door
/// itself stops a share that is not borne; here that is found and told, once, and a further request
/// then tries the share anew.
record TrafficShare(LabClients clients, ServiceReadiness readiness) {
  private static final int ALL = 100;

  // Who moves home at night may have no clients: then there is nobody to wait for, or to disturb.
  private static final Duration UNASKED = Duration.ofSeconds(2);

  // With the engine's pauses between refused requests: about five seconds, in which instances
  // start.
  private static final int OTHER_IS_WAITED_FOR = 7;
  // The attempts may have been spent on home: one late answer must not send all users there at
  // once.
  private static final Wait LAST_LOOKS = new Wait(Duration.ofSeconds(2), Duration.ofMillis(250));

  Observation observe(Goal.Routed goal, Goal.Share share) throws IOException, InterruptedException {
    var door = clients.door(goal.resource());
    var table = door.table();
    var tried = table.trial();
    if (alone(table, goal.region())) {
      return Observation.met("the front door sends all to " + goal.region());
    }
    if (tried == null || !tried.region().equals(goal.region())) {
      return Observation.pending("no share of the requests is on trial in " + goal.region());
    }
    if (tried.stopped() != null) {
      return Observation.pending(stopped(tried));
    }
    int weight = weight(table, goal.region());
    var trial = door.trial();
    if (weight < share.percent()) {
      return Observation.pending("%d %% of the requests go there".formatted(weight));
    }
    if (trial.borne() && trial.lasts().compareTo(share.hold()) >= 0) {
      return Observation.met(
          "%d %% for %d ms: %s".formatted(weight, trial.lasts().toMillis(), told(trial)));
    }
    return !trial.asked(goal.region()) && trial.lasts().compareTo(share.hold().plus(UNASKED)) >= 0
        ? Observation.met(
            "%d %% for %d ms, and no client's request fell to %s"
                .formatted(weight, trial.lasts().toMillis(), goal.region()))
        // Without the counts: each change of these words is journalled.
        : Observation.pending("%d %% of the requests go there on trial".formatted(weight));
  }

  private static String told(TrialView trial) {
    var told = new StringBuilder();
    trial
        .regions()
        .forEach((region, seen) ->
            told.append(told.isEmpty() ? "" : ", ")
                .append(
                    "%s %s, %d failed, %d slow"
                        .formatted(
                            region,
                            Count.of(seen.requests(), "request"),
                            seen.failed(),
                            seen.slow())));
    return told.toString();
  }

  private static String stopped(Table.Trial tried) {
    return "stopped at %d %%, none of the requests go there: %s"
        .formatted(tried.percent(), tried.stopped());
  }

  static boolean alone(Table table, String region) {
    return weight(table, region) == ALL
        && table.regions().entrySet().stream()
            .allMatch(
                it -> it.getKey().equals(region) || it.getValue().state() == Table.State.CLOSED);
  }

  private static int weight(Table table, String region) {
    var entry = table.regions().get(region);
    return entry == null || entry.state() != Table.State.OPEN ? 0 : entry.weight();
  }

  /// @param service that answers behind the front door
  /// @param all the table that sends everything to the goal's region
  void pursue(Goal.Routed goal, Goal.Share share, String service, Table all, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    var door = clients.door(goal.resource());
    var table = door.table();
    if (attempt.epoch() < table.epoch()) {
      throw CallProblems.stale(
          goal.phrase(),
          "epoch %d is lower than %d, which the front door has seen"
              .formatted(attempt.epoch(), table.epoch()));
    }
    if (attempt.epoch() == table.epoch() && alone(table, goal.region())) {
      return;
    }
    var tried = table.trial();
    if (tried != null && tried.region().equals(goal.region())) {
      if (tried.stopped() != null) {
        door.put(new Table(table.epoch(), table.regions(), table.health()));
        throw ProblemException.lasting(
            Code.LB4006,
            "%s: %s".formatted(goal.phrase(), stopped(tried)),
            "all users are in the other region again; the writer stays in " + goal.region(),
            "mend it, then 'lifeboat resume' tries the share again");
      }
      if (weight(table, goal.region()) >= share.percent() && table.epoch() == attempt.epoch()) {
        return;
      }
    }
    // It was ready when the run began to route; a run that was stopped and resumed may come later.
    if (!ready(goal.region(), service)) {
      throw goal.notYet(goal.region() + " cannot take it yet");
    }
    var other = clients.topology().peerOf(goal.region()).name();
    if (ready(other, service)) {
      door.put(shared(goal, share, all));
    } else if (attempt.number() < OTHER_IS_WAITED_FOR) {
      throw goal.notYet("the other region cannot take the rest yet");
    } else {
      door.put(LAST_LOOKS.until(() -> ready(other, service)) ? shared(goal, share, all) : all);
    }
  }

  private static Table shared(Goal.Routed goal, Goal.Share share, Table all) {
    var regions = new TreeMap<String, Table.Region>();
    all.regions()
        .forEach((name, region) ->
            regions.put(
                name,
                new Table.Region(
                    name.equals(goal.region()) ? share.percent() : ALL - share.percent(),
                    Table.State.OPEN,
                    region.instances())));
    var trial =
        new Table.Trial(
            goal.region(),
            share.percent(),
            share.maxErrorsPerMille(),
            share.maxLatency().toMillis(),
            null);
    return new Table(all.epoch(), regions, all.health(), trial);
  }

  private boolean ready(String region, String service) throws InterruptedException {
    try {
      int wanted = AgentStates.unit(clients.agent(region).state(), service).wanted();
      return readiness.ready(region, service, wanted);
    } catch (IOException silent) {
      return false;
    }
  }
}
