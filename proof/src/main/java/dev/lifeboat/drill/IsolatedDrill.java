package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Performance;
import dev.lifeboat.scenario.ScenarioCourse;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Holds a drill that recovers the workload in a sandbox in the recovery region while the primary
/// serves on: stores up to a recovery point, services, the plan's checks, and writes of its own.
final class IsolatedDrill {
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(30);
  private static final int LONGEST_START_SECONDS = 30;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int LOOKS = 100;
  private static final int MOST_A_SECOND = 10;
  private static final long MEGABYTE = 1_000_000;
  private static final String BASIS =
      "RTO: from the beginning of the recovery until the sandbox's own canary wrote in a row;"
          + " nobody detected or decided anything. RPO: of the writes that clients had acknowledged"
          + " at the recovery point, those that the sandbox lacks; the bucket is copied after it,"
          + " so that a lag of its own does not show";

  private final DrillContext context;

  IsolatedDrill(DrillContext context) {
    this.context = context;
  }

  /// What was seen while the sandbox stood.
  ///
  /// @param own what its canary wrote, as the sandbox held it
  /// @param clients what the outside canary wrote, as the sandbox held it
  private record Seen(
      Times times,
      Sandbox.Copied copied,
      Sandbox.Point point,
      Criterion function,
      Criterion same,
      Both own,
      Both clients) {}

  /// When its parts were reached.
  ///
  /// @param steady when its canary had written in a row, or was no longer waited for
  /// @param ended when its canary was stopped
  private record Times(
      Instant begun,
      Instant copied,
      Instant recovered,
      Instant started,
      Instant steady,
      Instant ended) {}

  private record Both(StoredNumbers rows, StoredNumbers objects) {}

  DrillResult hold() throws InterruptedException, ProblemException {
    context.requireNoRun();
    var began = context.clock().instant();
    var sandbox = context.required(Sandboxes.class, "a recovery in a sandbox").sandbox();
    // What a killed drill left is not this one's residue.
    sandbox.remove();
    var files = context.runs().reserve();
    context.keepPlan(files);
    var before = context.inventory();
    var placed = context.placements().read(context.workload().name());
    var client = files.run().value();
    var rehearsal = new Rehearsal(context, DrillKind.ISOLATED, files, began);
    var figures = new SandboxFigures(files, context.plan().recovery().name());
    Seen seen;
    Criterion stayed;
    try (var canary = context.drills().startCanary(client, rate(), files.canary())) {
      context.warmUp(canary);
      try {
        seen = recover(sandbox, figures, client);
      } finally {
        context.narrator().begins("sandbox", "remove it");
        sandbox.remove();
        context.narrator().ends("sandbox", "removed");
      }
      stayed = stayed(placed);
      // The last of what it disturbs is over by now, and must not be missed.
      context.pause().of(Duration.ofSeconds(1));
      canary.stop();
    }
    var writes = rehearsal.writes(seen.times().begun());
    var after = context.sameData("afterwards");
    var replays = context.bothSides(List.of(client)).and(after.criterion("afterwards"));
    var loss = figures.lossAt(seen.point().at(), seen.clients().rows(), seen.clients().objects());
    var own = figures.own(seen.times().begun(), seen.own().rows(), seen.own().objects());
    var residue = context.leftBehind(before, List.of(client));
    var judged =
        new Criteria(
            Criteria.Course.of(
                ScenarioCourse.REHEARSED, stayed.and(Rehearsal.unnoticed(writes)).and(replays)),
            CriteriaJudge.figure(rto(own)),
            CriteriaJudge.figure(rpo(loss)),
            seen.function().and(survived(own)),
            seen.same(),
            speed(files, figures, seen.times()));
    return rehearsal.result(
        new RehearsalResult.Shown(
            rto(own), rpo(loss), writes, judged, after, null, shown(seen, own)),
        List.of(DrillFigures.verdict(rto(own), rpo(loss))),
        residue);
  }

  private Seen recover(Sandbox sandbox, SandboxFigures figures, String client)
      throws InterruptedException, ProblemException {
    var narrator = context.narrator();
    var own = client + "-sandbox";
    var load = new Drills.Load(rate(), Drills.Load.FEW_READS);
    try (var canary = sandbox.startCanary(own, load, figures.canary())) {
      // From before the beginning on, as whoever measures a recovery.
      awaitBegun(figures);
      var begun = context.clock().instant();
      narrator.begins("copy", "the replica's files, while it goes on");
      var copied = sandbox.copy();
      var copiedAt = context.clock().instant();
      narrator.ends("copy", "%d files, %d MB".formatted(copied.files(), copied.bytes() / MEGABYTE));
      narrator.begins("recover", "the clone up to where the replica is, and the bucket");
      var point = sandbox.recover();
      var recoveredAt = context.clock().instant();
      narrator.ends("recover", "%s, %d objects".formatted(point.position(), point.objects()));
      narrator.begins("serve", "services in the sandbox");
      sandbox.serve();
      var startedAt = context.clock().instant();
      boolean steady = canary.awaitSteady(confirm(), LONGEST_START_SECONDS);
      var steadyAt = context.clock().instant();
      narrator.ends("serve", steady ? "it takes writes" : "it takes no writes");
      var function = function(sandbox);
      if (steady) {
        context.coolDown(canary);
      }
      var endedAt = context.clock().instant();
      canary.stop();
      narrator.begins("compare", "the recovery point with the primary");
      var clients = new Both(sandbox.rows(client), sandbox.objects(client));
      var same = sandbox.sameAsPrimary();
      narrator.ends("compare", same.why());
      return new Seen(
          new Times(begun, copiedAt, recoveredAt, startedAt, steadyAt, endedAt),
          copied,
          point,
          function,
          same,
          new Both(sandbox.rows(own), sandbox.objects(own)),
          clients);
    }
  }

  /// Nothing has to be timed by the millisecond, and the primary's machine serves others.
  private int rate() {
    return Math.min(context.rate(), MOST_A_SECOND);
  }

  private int confirm() {
    return context.plan().canary().confirm();
  }

  private void awaitBegun(SandboxFigures figures) throws InterruptedException, ProblemException {
    for (int look = 0; look < LOOKS; look++) {
      if (figures.canaryBegun()) {
        return;
      }
      context.pause().of(LOOK);
    }
    throw Problem.passing(
            Code.LB5002,
            "the sandbox's canary did not begin",
            "nothing can be measured; the sandbox was removed",
            "see canary.out in the run's folder")
        .asException();
  }

  private Criterion function(Sandbox sandbox) throws InterruptedException {
    var checks = context.workload().verify();
    for (var check : checks) {
      var end = context.clock().instant().plus(LONGEST_CHECK);
      while (!(sandbox.verify(check) instanceof Observation.Met)) {
        if (context.clock().instant().isAfter(end)) {
          return Criterion.missed("%s does not pass in the sandbox".formatted(check.http()));
        }
        context.pause().of(LOOK);
      }
    }
    return Criterion.met(
        checks.isEmpty()
            ? "the plan asks for no check beside the canary's writes"
            : CriteriaJudge.checks(checks.size()));
  }

  /// Whether what was written in the sandbox is read back from its stores.
  private static Criterion survived(Evidence.Result own) {
    return own.measurement()
        .map(it -> it.writes())
        .map(writes ->
            switch (writes.survival()) {
              case Survival.Counted(var held, var lost) when lost.isEmpty() && held > 0 ->
                  Criterion.met("%d writes made and read back there".formatted(held));
              case Survival.Counted(var held, var lost) ->
                  Criterion.missed(
                      "of %d writes made there %d are not held"
                          .formatted(held + lost.size(), lost.size()));
              case Survival.Unknown(var why) -> Criterion.unknown(why);
            })
        .orElseGet(() -> Criterion.unknown(own.why()));
  }

  private Criterion stayed(Optional<Placement> before) throws ProblemException {
    var now = context.placements().read(context.workload().name());
    return now.equals(before)
        ? Criterion.met("the writer stayed in " + context.plan().primary().name())
        : Criterion.missed("the placement was %s and is %s".formatted(before, now));
  }

  private DrillResult.Rto rto(Evidence.Result own) {
    return new DrillFigures(
            context.workload().objectives(),
            own.measurement(),
            own.why(),
            Optional.empty(),
            Optional.empty())
        .rto();
  }

  private DrillResult.Rpo rpo(Figure loss) {
    return DrillFigures.rpo(loss, context.workload().objectives());
  }

  private Performance speed(RunFolder files, SandboxFigures figures, Times times) {
    try {
      var home = CanaryHistory.parse(Files.readAllBytes(files.canary()));
      var own = CanaryHistory.parse(Files.readAllBytes(figures.canary()));
      var meanwhile = new Performance.Span(times.steady(), times.ended());
      return Performance.between(home, own, meanwhile, "at home meanwhile");
    } catch (IOException | CanaryLogException unreadable) {
      return Performance.unknown(String.valueOf(unreadable.getMessage()));
    }
  }

  private IsolatedRecovery shown(Seen seen, Evidence.Result own) {
    var times = seen.times();
    var writes = own.measurement().map(it -> it.writes());
    return new IsolatedRecovery(
        context.plan().recovery().name(),
        BASIS,
        seconds(times.begun(), times.copied()),
        seconds(times.copied(), times.recovered()),
        seconds(times.recovered(), times.started()),
        seen.copied().bytes(),
        seen.point().objects(),
        "%s at %s".formatted(seen.point().position(), seen.point().at()),
        writes.map(it -> it.acknowledged()).orElse(0L),
        writes
            .map(it -> it.survival())
            .filter(Survival.Counted.class::isInstance)
            .map(it -> ((Survival.Counted) it).surviving())
            .orElse(null));
  }

  private static double seconds(Instant from, Instant until) {
    return Seconds.number(Duration.between(from, until));
  }
}
