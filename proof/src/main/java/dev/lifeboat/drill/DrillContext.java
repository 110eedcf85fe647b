package dev.lifeboat.drill;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.CanaryComparison;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Performance;
import dev.lifeboat.watch.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What every kind of drill needs, and the parts that they share.
///
/// @param planBytes the plan file as it was read, kept with each run
/// @param resumption the command by which another process takes up a run
@SuppressWarnings("ArrayRecordComponent") // Never compared; its hash is the plan's.
record DrillContext(
    InstantSource clock,
    Watcher.Pause pause,
    Plan plan,
    byte[] planBytes,
    Workload workload,
    Platform platform,
    Drills drills,
    Faults faults,
    Function<RunId, List<String>> resumption,
    Runs runs,
    People people,
    Narrator narrator) {
  // Long enough for a replica to be in its stride, so that the fault hits a working replication.
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  // Nothing is measured by it: the log has the times.
  private static final Duration CLIENTS = Duration.ofMillis(500);
  // Half as many again as a median needs, so that a few failures do not leave it unknown.
  private static final int WRITES = Performance.FEWEST * 3 / 2;
  // As long as the canary waits for an answer, twice.
  private static final Duration STRAGGLERS = Duration.ofSeconds(2);
  // A region that was just healed starts within a few seconds, on a busy machine within some more.
  private static final Duration REST = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(200);

  /// Where the writers are.
  Placements placements() {
    return platform.placements();
  }

  /// What a run of the workload touches.
  World world() throws ProblemException {
    return World.of(platform, workload, people);
  }

  /// Looks at the primary from all sides.
  Views views() throws ProblemException {
    return platform.views(workload, plan.primary().name());
  }

  /// Looks at the copies in the recovery region.
  Replicas replicas() throws ProblemException {
    return platform.replicas(workload, plan.primary().name());
  }

  /// What not every provider can do.
  ///
  /// @param what it is, for people
  /// @throws ProblemException LB1003 when this one cannot
  <A extends Platform.Ability> A required(Class<A> type, String what) throws ProblemException {
    return required(platform, workload, type, what);
  }

  static <A extends Platform.Ability> A required(
      Platform platform, Workload workload, Class<A> type, String what) throws ProblemException {
    return platform
        .ability(workload, type)
        .orElseThrow(() ->
            Problem.lasting(
                    Code.LB1005,
                    what + " is for a lab alone",
                    "nothing was broken",
                    "use --scenario region-loss")
                .asException());
  }

  void requireHome() throws ProblemException {
    var writer =
        placements().read(workload.name()).map(placement -> placement.writer()).orElse("nowhere");
    if (!writer.equals(plan.primary().name())) {
      throw Problem.lasting(
              Code.LB5004,
              "the writer of '%s' is in %s, a drill begins at home in %s"
                  .formatted(workload.name(), writer, plan.primary().name()),
              "nothing was broken",
              "bring it home with 'lifeboat failback' first")
          .asException();
    }
  }

  /// A rehearsal beside a serving primary must not run into a move of it.
  void requireNoRun() throws ProblemException {
    var open = placements().read(workload.name()).flatMap(placement -> placement.openRun());
    if (open.isPresent()) {
      throw Problem.lasting(
              Code.LB3003,
              "run %s of '%s' is open".formatted(open.get(), workload.name()),
              "a rehearsal begins while nothing is moved; nothing was changed",
              "lifeboat resume " + open.get())
          .asException();
    }
  }

  /// What a drill proves is of the plan that it was held with.
  void keepPlan(RunFolder files) throws ProblemException {
    try {
      DurableFile.write(files.plan(), planBytes);
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write",
          files.plan(),
          unwritable,
          "nothing was broken",
          "free disk space or mend the permissions");
    }
  }

  /// A watch of the primary that has not begun.
  RunningWatch watch() throws ProblemException {
    return new RunningWatch(clock, pause, views(), narrator);
  }

  /// Waits until clients of every habit have found the recovery region by its name, but not longer
  /// than the slowest of them should need. Returns at once where there are none.
  void awaitClients(RunFolder files, Instant since, String region) throws InterruptedException {
    var deadline = clock.instant().plus(ClientsLog.PATIENCE);
    try {
      var log = clients(files);
      if (log.isEmpty()) {
        return;
      }
      narrator.begins("clients", "who keeps an answer comes later");
      while (!log.map(it -> it.back(since, region)).orElse(true)
          && clock.instant().isBefore(deadline)) {
        pause.of(CLIENTS);
        log = clients(files);
      }
      narrator.ends(
          "clients",
          log.map(it -> it.back(since, region)).orElse(false)
              ? "all are served in " + region
              : "not all are back");
    } catch (IOException unreadable) {
      narrator.ends("clients", "not measured: " + unreadable.getMessage());
    }
  }

  private Optional<ClientsLog> clients(RunFolder files) throws IOException {
    return ClientsLog.read(files.clients(), plan.primary().name(), plan.recovery().name());
  }

  /// How long the canary may take until it is served.
  int steadySeconds() {
    return (int) drills.patience().steady().toSeconds();
  }

  int rate() {
    return plan.canary().ratePerSecond();
  }

  /// Waits until the canary is served, then long enough to know how fast it is.
  void warmUp(Drills.Canary canary) throws InterruptedException, ProblemException {
    narrator.begins("canary", "numbered writes through the front door");
    if (!canary.awaitSteady(plan.canary().confirm(), steadySeconds())) {
      throw Problem.passing(
              Code.LB2010,
              "'%s' did not take %d writes in a row within %d s"
                  .formatted(workload.name(), plan.canary().confirm(), steadySeconds()),
              "a drill needs a service that works; nothing was broken",
              "see 'lifeboat status' and the canary's log")
          .asException();
    }
    narrator.ends("canary", "%d writes/s".formatted(rate()));
    var needed = Duration.ofSeconds(WRITES).dividedBy(rate());
    pause.of(needed.compareTo(WARM_UP) > 0 ? needed : WARM_UP);
  }

  /// Goes on until enough writes in a row were taken to know how fast the recovered service is, but
  /// not longer than the canary may take until it is served.
  void coolDown(Drills.Canary canary) throws InterruptedException {
    var _ = canary.awaitSteady(WRITES, steadySeconds());
  }

  /// Whether both regions hold the same of what `clients` wrote, once all of it has arrived.
  Criterion bothSides(List<String> clients) throws InterruptedException {
    var end = clock.instant().plus(drills.patience().arrival());
    while (true) {
      var seen = compare(clients);
      if (seen.verdict() != Judgement.MISSED || clock.instant().isAfter(end)) {
        return seen;
      }
      pause.of(LOOK);
    }
  }

  private Criterion compare(List<String> clients) throws InterruptedException {
    var home = plan.primary().name();
    var away = plan.recovery().name();
    var all = new ArrayList<Criterion>();
    for (var client : clients) {
      var rows =
          CanaryComparison.compare("rows", drills.rows(home, client), drills.rows(away, client));
      var objects =
          CanaryComparison.compare(
              "objects", drills.objects(home, client), drills.objects(away, client));
      all.add(rows.and(objects));
    }
    return all.stream().reduce(Criterion::and).orElseThrow();
  }

  /// Whether both regions hold the same of all that the workload keeps, whoever wrote it, once what
  /// is under way has arrived.
  ///
  /// @param when such as `before the return`, for people
  DataCheck sameData(String when) throws InterruptedException, ProblemException {
    narrator.begins("data", "compare both regions " + when);
    var writer =
        placements()
            .read(workload.name())
            .orElseThrow(() -> new IllegalStateException("no placement"))
            .writer();
    var end = clock.instant().plus(drills.patience().arrival());
    var seen = DataCheck.of(drills.data(writer));
    while (seen.verdict() != Judgement.MET && clock.instant().isBefore(end)) {
      pause.of(LOOK);
      seen = DataCheck.of(drills.data(writer));
    }
    narrator.ends("data", seen.why());
    return seen;
  }

  /// What is there before anything is broken, once nothing is under way that would change it.
  ///
  /// @throws ProblemException LB2010 with what is still awaited when the place does not come to
  ///   rest
  SortedMap<String, String> inventory() throws InterruptedException, ProblemException {
    var found = new TreeMap<String, String>();
    var awaited =
        new Rest(
                clock,
                pause,
                LOOK,
                () -> {
                  var still = drills.awaited();
                  if (still.isEmpty()) {
                    found.putAll(drills.inventory());
                  }
                  return still;
                })
            .within(REST);
    if (!awaited.isEmpty()) {
      throw Problem.passing(
              Code.LB2010,
              "'%s' did not come to rest within %d s: %s"
                  .formatted(workload.name(), REST.toSeconds(), String.join("; ", awaited)),
              "what a drill leaves behind could not be told; nothing was broken",
              "see 'lifeboat status'")
          .asException();
    }
    return found;
  }

  /// What is there, gone or different compared with `before`, once what `clients` wrote is removed
  /// and the place is at rest; what is awaited in vain is left behind too.
  ///
  /// Removes it at each look: a service may still carry out a request whose client has gone.
  List<String> leftBehind(SortedMap<String, String> before, List<String> clients)
      throws InterruptedException {
    narrator.begins("residue", "compare with before");
    var residue =
        new Rest(clock, pause, STRAGGLERS, () -> residue(before, clients))
            .within(drills.patience().settling());
    narrator.ends("residue", residue.isEmpty() ? "nothing left behind" : residue.toString());
    return residue;
  }

  private List<String> residue(SortedMap<String, String> before, List<String> clients)
      throws InterruptedException, ProblemException {
    for (var client : clients) {
      drills.forget(client);
    }
    var residue = new ArrayList<String>(drills.awaited());
    residue.addAll(Residue.between(before, drills.inventory()));
    return List.copyOf(residue);
  }

  /// Heals all of `broken`, the last one first. Safe to repeat.
  void heal(List<dev.lifeboat.provider.Fault> broken)
      throws InterruptedException, ProblemException {
    for (var fault : broken.reversed()) {
      faults.heal(fault);
    }
  }

  /// Breaks something, and tells of it.
  dev.lifeboat.measure.FaultTime inject(String word, dev.lifeboat.provider.Fault fault)
      throws InterruptedException, ProblemException {
    narrator.begins("fault", word);
    Instant faultAt = clock.instant();
    faults.inject(fault);
    var broken = clock.instant();
    narrator.ends("fault", "in effect after " + Seconds.of(Duration.between(faultAt, broken)));
    return new dev.lifeboat.measure.FaultTime(faultAt, broken);
  }
}
