package dev.lifeboat.aws.function;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.function.KeptSnapshots.Snapshot;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings about that each database of a workload has a snapshot of the day where its writer is,
/// that the other region has a copy of it, and that those past their retention are gone. Each
/// invocation goes as far as AWS lets it: a snapshot takes longer than a function may, so the copy
/// is asked for by a later one. Thread-safe.
///
/// @param clock that tells the day
public record SnapshotFunction(
    AwsClients clients, Plan plan, Placements placements, InstantSource clock) {

  /// Looks at each database of `workload` and asks for what is missing.
  public Map<String, Object> keep(Workload workload, SnapshotRule rule)
      throws ProblemException, InterruptedException {
    var writer = placements.required(workload.name()).writer();
    var other = plan.pair().otherThan(writer);
    var told = new LinkedHashMap<String, Object>();
    for (var database : AwsSites.of(plan, workload).databases().values()) {
      told.put(database.resource(), keep(workload, database.in(writer), database.in(other), rule));
    }
    return told;
  }

  private Map<String, Object> keep(Workload workload, RdsSite home, RdsSite away, SnapshotRule rule)
      throws ProblemException, InterruptedException {
    var owner = "%s/%s".formatted(plan.name(), workload.name());
    var snapshots = new Snapshots(clients, home, owner);
    var copies = new Snapshots(clients, away, owner);
    var name = KeptSnapshots.name(home.instance(), rule.dayAt(clock.instant()));
    var made = snapshots.of(home.instance());
    if (made.named(name).isEmpty()) {
      snapshots.create(name);
      made = snapshots.of(home.instance());
    }
    var copied = copies.of(home.instance());
    var newest = made.newest();
    if (newest.isPresent() && copied.named(newest.get().name()).isEmpty()) {
      copies.copy(newest.get(), home.awsRegion());
      copied = copies.of(home.instance());
    }
    var deleted = new ArrayList<String>();
    deleted.addAll(expire(snapshots, made, home, rule.retention()));
    deleted.addAll(expire(copies, copied, away, rule.retention()));
    var told = new LinkedHashMap<String, Object>();
    told.put("snapshot", name);
    told.put("taken", made.named(name).filter(Snapshot::available).isPresent());
    told.put("copied", copied.named(name).filter(Snapshot::available).isPresent());
    told.put("deleted", deleted);
    return told;
  }

  private List<String> expire(
      Snapshots region, KeptSnapshots kept, RdsSite site, Duration retention)
      throws ProblemException, InterruptedException {
    var deleted = new ArrayList<String>();
    for (var snapshot : kept.expired(clock.instant(), retention)) {
      region.delete(snapshot);
      deleted.add("%s in %s".formatted(snapshot.name(), site.awsRegion()));
    }
    return deleted;
  }
}
