package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.drill.CanaryOfUsers;
import dev.lifeboat.aws.drill.DrillInventory;
import dev.lifeboat.aws.drill.DrilledObjects;
import dev.lifeboat.aws.drill.DrilledRows;
import dev.lifeboat.aws.drill.DrilledStores;
import dev.lifeboat.aws.drill.FaultSigns;
import dev.lifeboat.aws.drill.WholeBuckets;
import dev.lifeboat.aws.drill.WholeTables;
import dev.lifeboat.canary.DrillCanary;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.watch.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Holds drills of one workload in regions of AWS: broken by experiments of AWS FIS, measured by a
/// canary that comes as users do, and looked at by SQL as the services log in.
record AwsDrills(
    Plan plan,
    Workload drilled,
    AwsAccount account,
    FaultSigns signs,
    DrilledStores stores,
    InstantSource clock,
    Watcher.Pause pause)
    implements Drills {
  /// An alarm of CloudWatch needs minutes, and RDS as many to start what was ended.
  private static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5));

  private DrilledRows rows() {
    return new DrilledRows(plan.canary().rows(drilled), stores);
  }

  private DrilledObjects objects() {
    return new DrilledObjects(plan, plan.canary().objects(drilled), stores);
  }

  @Override
  public void require(Scenario scenario) throws InterruptedException, ProblemException {
    for (var fault : scenario.faults(account.kind(), plan, drilled)) {
      signs.require(fault);
    }
  }

  @Override
  public Timeouts timeouts() {
    return TIMEOUTS;
  }

  @Override
  public boolean awaitsPerson() {
    return drilled.failover().trigger() != FailoverPolicy.Trigger.AUTOMATIC;
  }

  @Override
  public Canary startCanary(String client, Load load, Path log) throws ProblemException {
    return new CanaryOfUsers(clock, plan.canary()).start(drilled, client, load, log);
  }

  @Override
  public void endCanary(Path run) throws InterruptedException {
    DrillCanary.endLeft(run);
  }

  @Override
  public StoredNumbers rows(String region, String client) throws InterruptedException {
    return rows().in(region, client);
  }

  @Override
  public StoredNumbers objects(String region, String client) throws InterruptedException {
    try {
      var placed = account.placements().read(drilled.name());
      return objects()
          .in(
              region,
              client,
              placed.stream()
                  .filter(it -> it.writer().equals(region))
                  .mapToLong(Placement::epoch)
                  .findFirst());
    } catch (ProblemException silent) {
      return new StoredNumbers.Unread(silent.problem().happened());
    }
  }

  @Override
  public List<DataCheck.Part> data(String writer) throws InterruptedException {
    var copy = plan.pair().otherThan(writer);
    var parts = new ArrayList<DataCheck.Part>();
    for (var database : drilled.resources(Database.class)) {
      var name = database.name();
      var login = stores.login(name);
      parts.addAll(
          login.isEmpty()
              ? List.of(DataCheck.Part.unknown(name, null, stores.whyUnread(name)))
              : new WholeTables(login.get()).compare(name, stores.database(name), writer, copy));
    }
    for (var bucket : drilled.resources(Bucket.class)) {
      parts.add(
          new WholeBuckets(clock, pause, bucket.replicateDeletes())
              .compare(bucket.name(), stores.bucket(bucket.name()), writer, copy));
    }
    return parts;
  }

  @Override
  public void forget(String client) throws InterruptedException, ProblemException {
    rows().remove(account.placements().required(drilled.name()).writer(), client);
    objects().remove(client);
  }

  @Override
  public SortedMap<String, String> inventory(List<String> clients)
      throws InterruptedException, ProblemException {
    return new DrillInventory(
            plan, drilled, account.reconcilers(drilled), account.placements(), stores, clients)
        .take();
  }
}
