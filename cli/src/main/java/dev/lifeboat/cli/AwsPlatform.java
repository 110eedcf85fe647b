package dev.lifeboat.cli;

import static java.util.stream.Collectors.toMap;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.JournalCopies;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.watch.AsyncWindowFolder;
import dev.lifeboat.watch.WatchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/// Regions of AWS.
///
/// @param path of the plan's file, for the lines that a person can type
/// @param state the state folder
record AwsPlatform(Plan plan, Path path, Path state, AwsAccount account) implements Platform {
  /// Each look is a call that AWS counts, and nothing there is over within a second.
  private static final Pace PACE =
      new Pace(
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(15));

  /// Before a failover nobody asks the region that is left.
  private static final ReplicaLag UNASKED =
      new ReplicaLag.Unknown("only the region that is left knows which rule it has, see 'status'");

  @Override
  public boolean asksForConfirmation() {
    return true;
  }

  @Override
  public Placement placement(Workload workload) throws ProblemException {
    return account
        .placements()
        .read(workload.name())
        .orElseThrow(() ->
            Problem.lasting(
                    Code.LB2007,
                    "'%s' has no placement in table %s"
                        .formatted(workload.name(), plan.aws().placements()),
                    "nobody knows where its writer is, so nothing can be moved",
                    "lifeboat adopt %s --confirm %s".formatted(path, plan.name()))
                .asException());
  }

  @Override
  public Placements placements() {
    return account.placements();
  }

  @Override
  public void adopt(Workload workload, Placement first)
      throws ProblemException, InterruptedException {
    account.keepWriter(workload, first);
    Platform.super.adopt(workload, first);
  }

  @Override
  public Provider provider(Workload workload) throws ProblemException {
    return account.provider(workload);
  }

  @Override
  public World world(Workload workload, People people) throws ProblemException {
    return account.world(workload, people);
  }

  @Override
  public WatchSources watching(Workload workload) throws ProblemException {
    var notes = made(notes());
    return new WatchSources(
        new Looks(account, workload),
        pauses(),
        new WatchFolder(notes),
        new AsyncWindowFolder(notes));
  }

  private record Looks(AwsAccount account, Workload workload) implements WatchSources.Looks {
    @Override
    public Views views(String region) throws ProblemException {
      return account.views(workload, region);
    }

    @Override
    public Replicas replicas(String region) throws ProblemException {
      return account.replicas(workload, region);
    }
  }

  /// What was left by whoever watched from this machine; makes no folder.
  WatchFolder watched() {
    return new WatchFolder(notes());
  }

  /// What people left for whoever watches, on any machine.
  Pauses pauses() {
    return account.pauses();
  }

  /// Of this machine; what others need to know is in the account.
  private Path notes() {
    return state.resolve("watch").resolve(plan.name());
  }

  private static Path made(Path notes) throws ProblemException {
    try {
      return Files.createDirectories(notes);
    } catch (IOException unwritable) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB4001,
              "cannot make %s: %s".formatted(notes, unwritable.getMessage()),
              "what a watch knows of the primary could not be kept, so nothing was changed",
              "free disk space, or mend the permissions"),
          unwritable);
    }
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public JournalCopies copies() {
    return account.copies();
  }

  @Override
  public String atRisk(Workload workload, Runbook runbook) throws InterruptedException {
    if (runbook.mode() != Mode.FAILOVER) {
      return runbook.mode().moves()
          ? "none: a %s waits until the replica holds everything".formatted(runbook.mode().word())
          : "none: the writer stays";
    }
    var lags = new ArrayList<String>();
    databases(workload, runbook.target())
        .forEach((store, lag) -> lags.add(store + ": " + lag.words()));
    for (var bucket : workload.resources(Bucket.class)) {
      lags.add(bucket.name() + ": " + UNASKED.words());
    }
    return lags.isEmpty() ? "none: the workload has no store" : String.join("; ", lags);
  }

  /// How far the copies of the workload's databases and buckets in `target` are behind, by their
  /// names. What cannot be told is unknown, and why.
  ///
  /// @param writer the region where the writer is
  Map<String, ReplicaLag> lags(Workload workload, String writer, String target)
      throws InterruptedException {
    var lags = new TreeMap<>(databases(workload, target));
    try {
      lags.putAll(account.lagsOfBuckets(workload, writer));
    } catch (ProblemException failed) {
      workload.resources(Bucket.class).forEach(it -> lags.put(it.name(), unknown(failed)));
    }
    return lags;
  }

  private Map<String, ReplicaLag> databases(Workload workload, String region)
      throws InterruptedException {
    try {
      return account.lags(workload, region);
    } catch (ProblemException failed) {
      return workload.resources(Database.class).stream()
          .collect(toMap(Database::name, _ -> unknown(failed)));
    }
  }

  private static ReplicaLag unknown(ProblemException failed) {
    return new ReplicaLag.Unknown(failed.problem().happened());
  }

  /// A failback alone logs in once it is home; what is wrong with that login must not stop a
  /// failover.
  @Override
  public RunExecution.Afterwards afterwards(Workload workload, Mode mode, Talk talk)
      throws ProblemException {
    if (mode != Mode.FAILBACK && mode != Mode.REPROTECT) {
      return (files, last) -> {};
    }
    var logins = GuardLogins.in(System.getenv(), workload.resources(Database.class));
    return new FailbackLedger(
            (region, run, epochs) ->
                account
                    .drills(workload, logins, Clock.systemUTC(), Thread::sleep)
                    .ledger(workload, region, run, epochs),
            new RunRecords(state),
            talk)
        ::keep;
  }

  @Override
  public void close() {
    account.close();
  }
}
