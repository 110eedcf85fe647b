package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Views;
import dev.lifeboat.watch.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What every kind of drill needs.
record DrillContext(
    DrillHost host, DrilledWorkload drilled, Platform platform, Drills drills, Faults faults) {

  /// @throws ProblemException LB1005 when no drill can be held there
  static DrillContext of(DrillHost host, DrilledWorkload drilled, Platform platform)
      throws ProblemException {
    var workload = drilled.workload();
    return new DrillContext(
        host,
        drilled,
        platform,
        required(platform, workload, Drills.class, "a drill"),
        new KeptFaults(required(platform, workload, Faults.class, "a fault"), host.keeper()));
  }

  DrillClock clock() {
    return new DrillClock(host.clock(), host.pause());
  }

  Narrator narrator() {
    return host.narrator();
  }

  Runs runs() {
    return host.runs();
  }

  /// A run of the drill, of which nothing is there but its folder.
  RunFolder reserve() throws ProblemException {
    var files = runs().reserve();
    host.keeper().reserved(files);
    return files;
  }

  Plan plan() {
    return drilled.plan();
  }

  Workload workload() {
    return drilled.workload();
  }

  /// The plan's primary region.
  String home() {
    return plan().primary().name();
  }

  /// The recovery region.
  String away() {
    return plan().recovery().name();
  }

  /// Where the writer is.
  Optional<Placement> placed() throws ProblemException {
    return platform.placements().read(workload().name());
  }

  /// The region that the writer is in.
  ///
  /// @throws ProblemException LB2007 when that is not known
  String writer() throws ProblemException {
    return platform.placements().required(workload().name()).writer();
  }

  /// What a run of the workload touches.
  World world() throws ProblemException {
    return World.of(platform, workload(), host.people());
  }

  /// Looks at the primary from all sides.
  Views views() throws ProblemException {
    return platform.views(workload(), home());
  }

  /// Looks at the copies in the recovery region.
  Replicas replicas() throws ProblemException {
    return platform.replicas(workload(), home());
  }

  /// A watch of the primary that has not begun.
  RunningWatch watch() throws ProblemException {
    return new RunningWatch(host.clock(), watcher());
  }

  /// Whoever looks at home, and tells the narrator.
  Watcher watcher() throws ProblemException {
    return new Watcher(host.clock(), host.pause(), views(), narrator()::looked);
  }

  /// What not every provider can do.
  ///
  /// @param what it is, for people
  /// @throws ProblemException LB1005 when this one cannot
  <A extends Platform.Ability> A required(Class<A> type, String what) throws ProblemException {
    return required(platform, workload(), type, what);
  }

  private static <A extends Platform.Ability> A required(
      Platform platform, Workload workload, Class<A> type, String what) throws ProblemException {
    return platform
        .ability(workload, type)
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB1005,
                "%s is not possible in regions of '%s'"
                    .formatted(what, platform.kind().keys().word()),
                "nothing was broken",
                "use --scenario region-loss"));
  }

  /// A run that is open has the first word: till it is over nothing can bring the writer home.
  void requireHome() throws ProblemException {
    runs().freeIfOver(workload().name());
    var open = placed().flatMap(Placement::openRun);
    if (open.isPresent()) {
      throw ProblemException.lasting(
          Code.LB3003,
          "run %s of '%s' is open".formatted(open.get(), workload().name()),
          "a drill begins while nothing is moved; nothing was broken",
          "lifeboat resume " + open.get());
    }
    var writer = placed().map(Placement::writer).orElse("nowhere");
    if (!writer.equals(home())) {
      throw ProblemException.lasting(
          Code.LB5004,
          "the writer of '%s' is in %s, a drill begins at home in %s"
              .formatted(workload().name(), writer, home()),
          "nothing was broken",
          "bring it home with 'lifeboat failback' first");
    }
  }

  /// What is rehearsed beside a serving primary is told by what comes through the front door.
  void requireFrontDoor() throws ProblemException {
    if (plan().canary().basis() == Canary.Basis.DATABASE) {
      throw ProblemException.lasting(
          Code.LB2008,
          "a rehearsal needs writes and reads through the front door, and the plan's canary has"
              + " 'basis: database'",
          "nothing was changed",
          "write 'basis: front-door' and lab.canary.write, or break something: lifeboat drill PLAN");
    }
  }

  /// What a drill proves is of the plan that it was held with.
  void keepPlan(RunFolder files) throws ProblemException {
    try {
      DurableFile.write(files.plan(), drilled.planBytes());
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write",
          files.plan(),
          unwritable,
          "nothing was broken",
          "free disk space or mend the permissions");
    }
  }

  /// Does one phase of a drill, and tells people of it.
  ///
  /// @param found what came of it, in words
  <T> T phase(
      DrillPhase phase,
      String what,
      DrillClock.Look<T, ProblemException> work,
      Function<T, String> found)
      throws InterruptedException, ProblemException {
    narrator().begins(phase, what);
    var done = work.take();
    narrator().ends(phase, found.apply(done));
    return done;
  }

  /// Breaks something, and tells of it.
  FaultTime inject(String word, Fault fault) throws InterruptedException, ProblemException {
    return phase(
        DrillPhase.FAULT,
        word,
        () -> {
          var faultAt = clock().now();
          faults.inject(fault);
          return new FaultTime(faultAt, clock().now());
        },
        broken ->
            "in effect after "
                + SpanText.measured(Duration.between(broken.at(), broken.inEffect())));
  }

  /// Heals all of `broken`, the last one first. Safe to repeat.
  void heal(List<Fault> broken) throws InterruptedException, ProblemException {
    for (var fault : broken.reversed()) {
      faults.heal(fault);
    }
  }

  /// Measures what `region` holds of the writes of a run's canary, which is over, and tells of it.
  Evidence.Result measure(RunFolder files, String region, FaultTime fault, CanarySession canary)
      throws InterruptedException, ProblemException {
    return phase(
        DrillPhase.MEASURE,
        "which writes survive in " + region,
        () -> Evidence.measure(files, region, fault, drills).unless(canary.ended()),
        Evidence.Result::phrase);
  }
}
