package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Two regions, an arbiter, a front door with its clients, and two controllers, in virtual time. At
/// least as unkind as the real one; what it takes for granted is in docs/simulator.md.
final class SimWorld {
  static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final String ARBITER = "the arbiter";

  // Made once: there are millions of worlds.
  private static final List<RunId> RUNS =
      IntStream.rangeClosed(1, 16).mapToObj(run -> new RunId("run-" + run)).toList();

  final Agenda agenda = new Agenda();
  final SeededRandom random;
  final SimNetwork network;
  final SimCalls calls = new SimCalls(this);
  final Rules rules;
  final StepTimes times;
  final Patience patience;
  final Checker checker;
  final SimPlacements placements;
  final SimFrontDoor door;
  final SimClients clients = new SimClients();
  final List<SimController> controllers;
  final SimOperator operator;
  final List<RunLog> runs = new ArrayList<>();
  final Setting setting;
  final LeaseTerms terms;
  final SimProgram arbiter = new SimProgram();
  final List<SimVoter> voters;
  final List<SimStore> stores = new ArrayList<>();
  private Mode mode;
  private final Trace trace;
  private final SimRegion[] regions = new SimRegion[2];
  final SimTraffic traffic = new SimTraffic(this, regions);
  private final SimMachineClock arbiterClock;
  private final boolean[] hostBlind = new boolean[2];
  private int stalePercent;
  private boolean noticed;
  private Optional<Maintenance> maintenance = Optional.empty();

  SimWorld(
      Setting setting, LeaseTerms terms, long seed, Mode mode, Rules rules, boolean listening) {
    this.setting = setting;
    this.terms = terms;
    this.mode = mode;
    this.rules = rules;
    this.times = setting.times();
    this.patience = Patience.of(setting);
    this.random = SeededRandom.of(seed, 2);
    this.trace = new Trace(agenda, listening, new ArrayDeque<>());
    this.network = new SimNetwork(agenda, random);
    this.checker = new Checker(this);
    for (var from : SimSite.values()) {
      for (var to : SimSite.values()) {
        network.setLatency(from, to, setting.ways().get(from.number()).get(to.number()).toNanos());
      }
    }
    int source = mode == Mode.FAILBACK ? 1 : 0;
    long epoch = 1L + source;
    var name = setting.regions().get(source);
    var vote = new Vote(workload(), epoch, name, Map.of(name, epoch));
    this.placements =
        new SimPlacements(
            agenda, random, new Placement(workload(), name, epoch, epoch, Optional.empty()));
    this.door = new SimFrontDoor(source, epoch);
    var names = List.of(setting.regions().get(0), setting.regions().get(1), ARBITER);
    for (int i = 0; i < 2; i++) {
      var clock = new SimMachineClock(agenda, random.between(SECOND * 100, SECOND * 100_000));
      regions[i] = new SimRegion(this, i, clock, vote, names);
    }
    this.arbiterClock = new SimMachineClock(agenda, random.between(SECOND * 100, SECOND * 100_000));
    var third =
        new SimVoter(
            this, new SimNetwork.Target(SimSite.ARBITER, arbiter), ARBITER, arbiterClock, vote);
    this.voters = List.of(regions[0].voting, regions[1].voting, third);
    this.controllers = List.of(new SimController(this, "first"), new SimController(this, "second"));
    this.operator = new SimOperator(this);
    furnish(source, epoch);
  }

  private void furnish(int source, long epoch) {
    for (var kind : setting.shape().stores()) {
      var store = new SimStore(this, kind);
      for (var region : regions) {
        // Before a failback the old primary is still as the failover left it: a writer without a
        // lease, that holds what the other side does not.
        var duty =
            region.index == source || mode == Mode.FAILBACK
                ? SimCopy.Duty.WRITER
                : SimCopy.Duty.REPLICA;
        var copyEpoch = region.index == source ? epoch : 1;
        region.copies.add(new SimCopy(this, store, region.index, region.keeper, duty, copyEpoch));
      }
      store.place(regions[0].copies.getLast(), regions[1].copies.getLast());
      stores.add(store);
    }
    if (mode == Mode.FAILBACK) {
      regions[0].copies.forEach(SimCopy::wentAnotherWay);
    }
    regions[source].keeper.holdsAlready(epoch, voters);
    for (var region : regions) {
      var shape = setting.shape();
      region.agent.runs(region.index == source ? shape.serving() : shape.standby());
      region.agent.begin();
    }
  }

  long now() {
    return agenda.nowNanos();
  }

  /// The mode of the newest run; before there is one, of the run that is meant to be.
  Mode mode() {
    return mode;
  }

  String workload() {
    return setting.workload().name();
  }

  SimRegion region(int index) {
    return regions[index];
  }

  SimRegion region(String name) {
    return regions[index(name)];
  }

  int index(String name) {
    return setting.regions().get(0).equals(name) ? 0 : 1;
  }

  boolean isTraffic(String resource) {
    // Asked millions of times: so without a stream.
    for (var store : stores) {
      if (store.kind.name().equals(resource)) {
        return false;
      }
    }
    return true;
  }

  SimCopy copy(String resource, String region) {
    for (var store : stores) {
      if (store.kind.name().equals(resource)) {
        return store.copy(index(region));
      }
    }
    throw new IllegalStateException("no store '" + resource + "' in this world");
  }

  List<SimVoter> votersOutside(SimRegion region) {
    return List.of(regions[1 - region.index].voting, voters.getLast());
  }

  /// Whether a copy may be promoted, as its own region tells.
  Readiness readiness(Goal.Promoted goal) {
    var copy = copy(goal.resource(), goal.region());
    return new PromotionReadiness(placements, workload()).of(goal, Optional.of(copy.followed()));
  }

  SimMachineClock clock(SimSite site) {
    return site.isRegion() ? regions[site == SimSite.HOME ? 0 : 1].clock : arbiterClock;
  }

  SimVoter voting(SimSite site) {
    return site.isRegion() ? regions[site == SimSite.HOME ? 0 : 1].voting : voters.getLast();
  }

  long wayNanos() {
    return network.latencyNanos(SimSite.HOME, SimSite.AWAY);
  }

  void leaseGained(SimSite site) {
    regions[site == SimSite.HOME ? 0 : 1].agent.leaseGained();
  }

  /// Whether what runs the machines says that this one is gone, and can be asked.
  boolean hostSeesDead(int region) {
    return !hostBlind[region] && !regions[region].powered();
  }

  void setHostBlind(int region, boolean blind) {
    hostBlind[region] = blind;
  }

  int stalePercent() {
    return stalePercent;
  }

  void setStalePercent(int percent) {
    stalePercent = percent;
  }

  /// Somebody works on the workload, by the wall clock of the first controller.
  void pause(Duration lasts) {
    var from = controllers.getFirst().wall();
    maintenance =
        Optional.of(new Maintenance(workload(), "work", "someone", from, from.plus(lasts)));
  }

  Optional<Maintenance> maintenance() {
    return maintenance;
  }

  boolean noticed() {
    return noticed;
  }

  void notice() {
    noticed = true;
  }

  /// A new watch begins.
  void unnotice() {
    noticed = false;
  }

  Runbook runbook(Mode wanted, String source) {
    var runbook = setting.runbooks().get(new Setting.Move(wanted, source));
    if (runbook == null) {
      throw new IllegalStateException("no runbook for " + wanted + " from " + source);
    }
    return runbook;
  }

  /// Why a failover by this runbook must not begin without a person's word, as far as the target
  /// answers.
  Optional<Problem> noCandidate(Runbook runbook) {
    for (var step : runbook.steps()) {
      if (step instanceof Step.Reach reach
          && reach.goal() instanceof Goal.Promoted goal
          && !isTraffic(goal.resource())
          && region(goal.region()).agentProgram.isRunning()
          && readiness(goal) instanceof Readiness.NoCandidate(var problem)) {
        return Optional.of(problem);
      }
    }
    return Optional.empty();
  }

  /// A run by this runbook is the newest from now on.
  RunLog newRun(Runbook runbook) {
    return newRun(RUNS.get(runs.size()), runbook);
  }

  /// The same under a name of its own.
  RunLog newRun(RunId run, Runbook runbook) {
    mode = runbook.mode();
    var log = new RunLog(rules, run, runbook, new ArrayList<>());
    runs.add(log);
    return log;
  }

  /// The run of that name; empty when there is none.
  Optional<RunLog> run(RunId id) {
    for (var log : runs) {
      if (log.run().equals(id)) {
        return Optional.of(log);
      }
    }
    return Optional.empty();
  }

  void later(StepTimes.Range range, Runnable what) {
    agenda.after(range.draw(random), what);
  }

  void trace(Supplier<String> what) {
    if (trace.on()) {
      trace.say(what.get());
    }
  }

  List<String> tail() {
    return trace.tail();
  }
}
