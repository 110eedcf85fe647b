package dev.lifeboat.aws.function;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.watch.ReplicaView;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Round.View;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the recovery region's own guard says of the replicas there. It is another process than the
/// primary's guard, which renews the votes and lets users write: while one replica follows, its
/// writer lives, whatever else is silent. For one invocation.
///
/// @param region of the plan, which follows
/// @param replicas by their databases
record RecoverySide(String region, GuardReports reports, Map<String, ReplicaView> replicas) {

  /// What is said of each replica.
  ///
  /// @param unheard whether a guard that lives may merely not have told anew yet
  record ReplicaWords(Map<String, View> byDatabase, boolean unheard) {
    /// Nobody there says anything.
    static final ReplicaWords NONE = new ReplicaWords(Map.of(), false);

    ReplicaWords {
      byDatabase = new LinkedHashMap<>(byDatabase);
    }
  }

  static RecoverySide of(Plan plan, Workload workload, GuardReports reports) {
    var region = plan.recovery().name();
    var replicas = new LinkedHashMap<String, ReplicaView>();
    for (var database : workload.resources(Database.class)) {
      replicas.put(
          database.name(),
          new ReplicaView(reports, region, database.name(), MonotonicClock.ofThisMachine()));
    }
    return new RecoverySide(region, reports, replicas);
  }

  ReplicaWords words() throws InterruptedException {
    var views = new LinkedHashMap<String, View>();
    boolean unheard = false;
    for (var replica : replicas.entrySet()) {
      views.put(replica.getKey(), replica.getValue().look());
      unheard |= replica.getValue().isStillHeard();
    }
    return new ReplicaWords(views, unheard);
  }

  /// Whether a guard there ever told of a replica. Where that cannot be read nothing starts either:
  /// the votes are in the same region.
  boolean isGuarded() throws InterruptedException {
    for (var database : replicas.keySet()) {
      try {
        if (reports.read(region, database).isPresent()) {
          return true;
        }
      } catch (ProblemException silent) {
        return true;
      }
    }
    return false;
  }
}
