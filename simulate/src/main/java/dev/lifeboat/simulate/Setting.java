package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookCompiler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What all worlds of one workload have in common: made once, shared by every seed.
///
/// @param stores the databases and buckets, in the order of the plan
/// @param door whether clients come through a front door; otherwise they find the writer themselves
/// @param runbooks those that can be needed, by mode and source
/// @param ways one-way latency between sites, in the order of [SimSite]
record Setting(
    String workload,
    Map<String, Resource> resources,
    List<String> regions,
    List<StoreKind> stores,
    int serving,
    int standby,
    boolean door,
    Map<Move, Runbook> runbooks,
    FailoverPolicy policy,
    LeaseTerms terms,
    StepTimes times,
    List<List<Duration>> ways,
    List<RunId> runs) {

  // A region beside the edge, and regions of one continent, unless the plan knows better.
  private static final Duration TO_THE_EDGE = Duration.ofMillis(2);
  private static final Duration BETWEEN_REGIONS = Duration.ofMillis(20);
  private static final Duration IN_ONE_PLACE = Duration.ofNanos(100_000);
  private static final int MOST_RUNS = 16;

  record StoreKind(String name, boolean bucket, boolean synchronous) {}

  record Move(Mode mode, String source) {}

  Setting {
    resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    regions = List.copyOf(regions);
    stores = List.copyOf(stores);
    runbooks = Map.copyOf(runbooks);
    ways = List.copyOf(ways);
    runs = List.copyOf(runs);
  }

  /// What the worlds of `workload` share.
  ///
  /// @param compiler of the kind of the plan's regions
  /// @throws ProblemException LB2006 when the workload's strategy has no runbook, or there is no
  ///   store whose writer could move
  static Setting of(RunbookCompiler compiler, Plan plan, Workload workload, StepTimes times)
      throws ProblemException {
    var home = plan.primary().name();
    var away = plan.recovery().name();
    requireStore(workload);
    var runbooks = new LinkedHashMap<Move, Runbook>();
    for (var mode : Mode.values()) {
      if (mode != Mode.FAILBACK) {
        runbooks.put(new Move(mode, home), compiler.compile(plan, workload, mode, home));
      }
      runbooks.put(new Move(mode, away), compiler.compile(plan, workload, mode, away));
    }
    var services = workload.resources(Service.class);
    var runs = new ArrayList<RunId>();
    for (int run = 1; run <= MOST_RUNS; run++) {
      runs.add(new RunId("run-" + run));
    }
    return new Setting(
        workload.name(),
        workload.resources(),
        List.of(home, away),
        stores(workload),
        services.stream().mapToInt(it -> it.instances().serving()).max().orElse(1),
        services.stream().mapToInt(it -> it.instances().standby()).min().orElse(1),
        !workload.resources(Traffic.class).isEmpty(),
        runbooks,
        workload.failover(),
        LeaseTerms.standard(),
        times,
        ways(plan, home, away),
        runs);
  }

  private static void requireStore(Workload workload) throws ProblemException {
    if (stores(workload).isEmpty()) {
      throw Problem.lasting(
              Code.LB2006,
              "workload '%s' has no database and no bucket".formatted(workload.name()),
              "it has no writer that could move, so there is nothing to simulate",
              "simulate a workload with a store")
          .asException();
    }
  }

  private static List<StoreKind> stores(Workload workload) {
    var stores = new ArrayList<StoreKind>();
    for (var resource : workload.resources().values()) {
      switch (resource) {
        case Database(var name, _, var replication, _, _) ->
            stores.add(new StoreKind(name, false, replication == Replication.SYNCHRONOUS));
        case Bucket(var name, _, var replication, _) ->
            stores.add(new StoreKind(name, true, replication == Replication.SYNCHRONOUS));
        case Service _, Traffic _ -> {}
      }
    }
    return stores;
  }

  /// The same with another lease.
  Setting with(LeaseTerms other) {
    return new Setting(
        workload, resources, regions, stores, serving, standby, door, runbooks, policy, other,
        times, ways, runs);
  }

  private static List<List<Duration>> ways(Plan plan, String home, String away) {
    var between =
        plan.lab().links().stream()
            .filter(link -> link.joins(home, away))
            .map(link -> link.latency())
            .findFirst()
            .orElse(BETWEEN_REGIONS);
    var ways = new ArrayList<List<Duration>>();
    for (var from : SimSite.values()) {
      var row = new ArrayList<Duration>();
      for (var to : SimSite.values()) {
        row.add(way(from, to, between));
      }
      ways.add(List.copyOf(row));
    }
    return ways;
  }

  private static Duration way(SimSite from, SimSite to, Duration between) {
    boolean oneRegion = from.isRegion() != to.isRegion();
    if (oneRegion) {
      return TO_THE_EDGE;
    }
    return from.isRegion() && from != to ? between : IN_ONE_PLACE;
  }
}
