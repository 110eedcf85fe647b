package dev.lifeboat.simulate;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookCompiler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What all worlds of one workload have in common: made once, shared by every seed.
///
/// @param regions of the plan: the primary one, then the recovery one
/// @param runbooks those that can be needed, by mode and source
/// @param ways one-way latency between sites, in the order of [SimSite]
record Setting(
    Workload workload,
    List<String> regions,
    Shape shape,
    Map<Move, Runbook> runbooks,
    StepTimes times,
    List<List<Duration>> ways) {

  // A region beside the edge, and regions of one continent, unless the plan knows better.
  private static final Duration TO_THE_EDGE = Duration.ofMillis(2);
  private static final Duration BETWEEN_REGIONS = Duration.ofMillis(20);
  private static final Duration IN_ONE_PLACE = Duration.ofNanos(100_000);

  /// What of the workload a world holds.
  ///
  /// @param stores the databases and buckets, in the order of the plan
  /// @param serving instances in the region that serves
  /// @param standby instances in the other one
  /// @param door whether clients come through a front door; otherwise they find the writer
  ///   themselves
  record Shape(List<StoreKind> stores, int serving, int standby, boolean door) {
    Shape {
      stores = List.copyOf(stores);
    }

    private static Shape of(Workload workload) {
      var services = workload.resources(Service.class);
      return new Shape(
          workload.resources().values().stream().flatMap(Shape::store).toList(),
          services.stream().mapToInt(it -> it.instances().serving()).max().orElse(1),
          services.stream().mapToInt(it -> it.instances().standby()).min().orElse(1),
          !workload.resources(Traffic.class).isEmpty());
    }

    private static Stream<StoreKind> store(Resource resource) {
      return switch (resource) {
        case Database(var name, _, var replication, _, _) ->
            Stream.of(new StoreKind(name, false, replication == Replication.SYNCHRONOUS));
        case Bucket(var name, _, var replication, _) ->
            Stream.of(new StoreKind(name, true, replication == Replication.SYNCHRONOUS));
        case Service _, Traffic _ -> Stream.empty();
      };
    }
  }

  record StoreKind(String name, boolean bucket, boolean synchronous) {}

  record Move(Mode mode, String source) {}

  Setting {
    regions = List.copyOf(regions);
    runbooks = Map.copyOf(runbooks);
    ways = List.copyOf(ways);
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
    var shape = Shape.of(workload);
    requireStore(workload, shape);
    requireReplicas(workload);
    var runbooks = new LinkedHashMap<Move, Runbook>();
    for (var mode : Mode.values()) {
      if (compiler.failoverAlone(workload, mode).isPresent()) {
        continue;
      }
      if (mode != Mode.FAILBACK) {
        runbooks.put(new Move(mode, home), compiler.compile(plan, workload, mode, home));
      }
      runbooks.put(new Move(mode, away), compiler.compile(plan, workload, mode, away));
    }
    return new Setting(
        workload, List.of(home, away), shape, runbooks, times, ways(plan, home, away));
  }

  /// Whether the regions know such moves at all.
  boolean knows(Mode mode) {
    return runbooks.keySet().stream().anyMatch(it -> it.mode() == mode);
  }

  private static void requireStore(Workload workload, Shape shape) throws ProblemException {
    if (shape.stores.isEmpty()) {
      throw refused(
          "workload '%s' has no database and no bucket".formatted(workload.name()),
          "simulate a workload with a store");
    }
  }

  private static void requireReplicas(Workload workload) throws ProblemException {
    if (workload.strategy() == Strategy.BACKUP_AND_RESTORE) {
      throw refused(
          "workload '%s' is restored from a vault, which no simulated world has yet"
              .formatted(workload.name()),
          "drill it, or simulate a workload with a replica");
    }
  }

  private static ProblemException refused(String happened, String action) {
    return ProblemException.lasting(
        Code.LB2006,
        happened,
        "it has no writer that could move in such a world, so there is nothing to simulate",
        action);
  }

  private static List<List<Duration>> ways(Plan plan, String home, String away) {
    var between =
        plan.lab().links().stream()
            .filter(link -> link.joins(home, away))
            .map(link -> link.latency())
            .findFirst()
            .orElse(BETWEEN_REGIONS);
    return Stream.of(SimSite.values())
        .map(from -> Stream.of(SimSite.values()).map(to -> way(from, to, between)).toList())
        .toList();
  }

  private static Duration way(SimSite from, SimSite to, Duration between) {
    boolean oneRegion = from.isRegion() != to.isRegion();
    if (oneRegion) {
      return TO_THE_EDGE;
    }
    return from.isRegion() && from != to ? between : IN_ONE_PLACE;
  }
}
