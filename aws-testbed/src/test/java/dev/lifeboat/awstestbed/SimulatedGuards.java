package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.guard.GuardLoop;
import dev.lifeboat.aws.guard.GuardRelease;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// The guards of one workload: real ones, with real leases, but for what they see of their
/// database, which is what the account shows.
final class SimulatedGuards {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// As often as a real guard tells.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final TestBed bed;
  private final String workload;
  private final String database;
  private final List<String> awsRegions;
  private final Supplier<AwsAccount> account;
  private final Function<String, Optional<DBInstance>> instances;
  private final Path folder;
  private final Map<String, WorkloadGuard> guards = new LinkedHashMap<>();
  private final Map<String, List<Thread>> loops = new LinkedHashMap<>();
  private final Map<String, AwsAccount> accounts = new LinkedHashMap<>();
  private volatile boolean starved;

  /// @param database its name in the plan
  /// @param awsRegions between which its replica is fed
  /// @param account with clients of its own each time
  /// @param instances of the database, by the region
  /// @param folder of what they keep
  SimulatedGuards(
      TestBed bed,
      String workload,
      String database,
      List<String> awsRegions,
      Supplier<AwsAccount> account,
      Function<String, Optional<DBInstance>> instances,
      Path folder) {
    this.bed = bed;
    this.workload = workload;
    this.database = database;
    this.awsRegions = List.copyOf(awsRegions);
    this.account = account;
    this.instances = instances;
    this.folder = folder;
  }

  /// The replica gets nothing any more.
  void starve() {
    starved = true;
  }

  /// Simulated: what a guard would see of its database, by what the account shows.
  private void tellAll(String region, WorkloadGuard guard, GuardReports reports) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          reports.tell(region, seen(region, guard));
        } catch (ProblemException silent) {
          // The arbiter's region is cut; the guard tries anew.
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private GuardedState seen(String region, WorkloadGuard guard) throws InterruptedException {
    var present = instances.apply(region);
    if (present.isEmpty()) {
      return new GuardedState(database, Standing.UNKNOWN, "", "");
    }
    if (present.get().readReplicaSourceDBInstanceIdentifier() != null) {
      boolean fed = !starved && awsRegions.stream().allMatch(bed.gate()::reaches);
      return new GuardedState(database, fed ? Standing.REPLICA : Standing.CUT_OFF, "0/20", "");
    }
    return guard.state().held()
        ? new GuardedState(database, Standing.OPEN, "", "")
        : new GuardedState(database, Standing.CLOSED, "0/20", "");
  }

  /// A guard in `region` follows the placement. It is a process of its own elsewhere, so it has
  /// clients of its own here: those of a run send only so many calls a second.
  void stand(String region) throws IOException, InterruptedException {
    var place = new WorkloadGuard.Place(workload, region);
    var own = account.get();
    var guard = own.guard(place, Map.of(), folder.resolve(region));
    guard.begin();
    guards.put(region, guard);
    accounts.put(region, own);
    loops.put(
        region,
        List.of(
            Thread.ofVirtual().start(() -> tellAll(region, guard, own.reports(workload))),
            Thread.ofVirtual()
                .start(
                    new GuardLoop(guard, place, own.placements()::read, state -> {}, PATIENCE))));
  }

  /// Waits until the guard in `region` holds the lease.
  void awaitLease(String region) throws InterruptedException {
    var guard = Objects.requireNonNull(guards.get(region));
    while (!guard.state().held()) {
      LookPause.pass();
    }
  }

  /// A person takes the database of `region` from its guard, as `lifeboat guard --release` does,
  /// and ends it.
  void release(String region) throws InterruptedException, ProblemException {
    lose(region);
    var own = account.get();
    try {
      var place = new WorkloadGuard.Place(workload, region);
      var reports = own.reports(workload);
      reports.tell(region, GuardedState.released(database));
      new GuardRelease(place, own.placements(), reports, Map.of(), Clock.systemUTC())
          .release("ops");
    } finally {
      own.close();
    }
  }

  /// The guard is lost with its region.
  void lose(String region) throws InterruptedException {
    for (var loop : Objects.requireNonNullElse(loops.remove(region), List.<Thread>of())) {
      loop.interrupt();
      loop.join();
    }
    var guard = guards.remove(region);
    if (guard != null) {
      guard.end();
    }
    var own = accounts.remove(region);
    if (own != null) {
      own.close();
    }
  }

  void end() throws InterruptedException {
    for (var region : List.copyOf(guards.keySet())) {
      lose(region);
    }
  }
}
