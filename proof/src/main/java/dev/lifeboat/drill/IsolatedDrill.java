package dev.lifeboat.drill;

import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Performance;
import dev.lifeboat.scenario.ScenarioCourse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds a drill that recovers the workload in a sandbox in the recovery region while the primary
/// serves on: stores up to a recovery point, services, the plan's checks, and writes of its own.
record IsolatedDrill(DrillContext context) {
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(30);
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final Duration LONGEST_TO_THE_FIRST_LINE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int MOST_A_SECOND = 10;
  private static final long MEGABYTE = 1_000_000;
  private static final String BASIS =
      "RTO: from the beginning of the recovery until the sandbox's own canary wrote in a row;"
          + " nobody detected or decided anything. RPO: of the writes that clients had acknowledged"
          + " at the recovery point, those that the sandbox lacks; the bucket is copied after it,"
          + " so that a lag of its own does not show";

  /// What was seen while the sandbox stood.
  ///
  /// @param own what its canary wrote, as the sandbox held it
  /// @param clients what the outside canary wrote, as the sandbox held it
  /// @param ended why its canary ended by itself; empty when it was stopped
  private record Seen(
      Instant begun,
      IsolatedRecovery.Spans spans,
      Performance.Span served,
      Recovered recovered,
      Criterion function,
      SandboxFigures.Held own,
      SandboxFigures.Held clients,
      Optional<String> ended) {}

  /// What was recovered.
  ///
  /// @param same whether the primary has all of it
  private record Recovered(Sandbox.Copied copied, Sandbox.Point point, Criterion same) {}

  DrillResult hold() throws InterruptedException, ProblemException {
    context.requireFrontDoor();
    var sandbox = context.required(Sandboxes.class, "a recovery in a sandbox").sandbox();
    // What a killed drill left is not this one's residue.
    sandbox.remove();
    var drill = UnmovedDrill.begin(context, DrillKind.ISOLATED.word());
    var figures = new SandboxFigures(drill.files(), context.away());
    Seen seen;
    Criterion stayed;
    var outside = drill.canary(load());
    try (outside) {
      outside.warmUp();
      try {
        seen = recover(sandbox, figures, drill.client());
      } finally {
        context.narrator().begins(DrillPhase.SANDBOX, "remove it");
        sandbox.remove();
        context.narrator().ends(DrillPhase.SANDBOX, "removed");
      }
      stayed = drill.stayed("the writer stayed in " + context.home());
      // The last of what it disturbs is over by now, and must not be missed.
      context.clock().pause(Duration.ofSeconds(1));
      outside.stop();
    }
    var end = drill.end(FaultTime.at(seen.begun()), outside, _ -> {});
    var objectives = context.workload().objectives();
    var own = figures.own(seen.begun(), seen.own()).unless(seen.ended());
    var loss =
        outside
            .ended()
            .<Figure>map(Figure.Unknown::new)
            .orElseGet(() -> figures.lossAt(seen.recovered().point().at(), seen.clients()));
    var writes = DrillFigures.of(objectives, end.canary()).measured().writes();
    var measured =
        new DrillResult.Measured(
            DrillFigures.of(objectives, own).rto(), DrillFigures.rpo(loss, objectives), writes);
    var course = stayed.and(CriteriaJudge.unnoticed(writes)).and(end.integrity());
    var criteria =
        new Criteria(
            new Criteria.Course(ScenarioCourse.REHEARSED, course),
            CriteriaJudge.figure(measured.rto()),
            CriteriaJudge.figure(measured.rpo()),
            seen.function().and(survived(own)),
            seen.recovered().same(),
            figures.speed(seen.served()));
    return drill.result(
        measured,
        criteria,
        end,
        new DrillResult.Rehearsed(null, shown(seen, own)),
        List.of(DrillFigures.verdict(measured)));
  }

  private Seen recover(Sandbox sandbox, SandboxFigures figures, String client)
      throws InterruptedException, ProblemException {
    var clock = context.clock();
    var own = client + "-sandbox";
    try (var canary =
        new CanarySession(context, sandbox.startCanary(own, load(), figures.canary()))) {
      // From before the beginning on, as whoever measures a recovery.
      awaitBegun(figures, canary);
      var begun = clock.now();
      var copied =
          context.phase(
              DrillPhase.COPY,
              "the replica's files, while it goes on",
              sandbox::copy,
              it -> "%s, %d MB".formatted(Count.of(it.files(), "file"), it.bytes() / MEGABYTE));
      var copiedAt = clock.now();
      var point =
          context.phase(
              DrillPhase.RECOVER,
              "the clone up to where the replica is, and the bucket",
              sandbox::recover,
              it -> "%s, %s".formatted(it.position(), Count.of(it.objects(), "object")));
      var recoveredAt = clock.now();
      context.narrator().begins(DrillPhase.SERVE, "services in the sandbox");
      sandbox.serve();
      var startedAt = clock.now();
      boolean steady = canary.steady(LONGEST_START);
      var steadyAt = clock.now();
      context.narrator().ends(DrillPhase.SERVE, steady ? "it takes writes" : "it takes no writes");
      var function =
          new PlanChecks(context.workload().verify(), clock, LONGEST_CHECK)
              .pass(sandbox::verify, " in the sandbox");
      if (steady) {
        canary.coolDown();
      }
      var endedAt = clock.now();
      canary.stop();
      var clients = held(sandbox, client);
      var same =
          context.phase(
              DrillPhase.COMPARE,
              "the recovery point with the primary",
              sandbox::sameAsPrimary,
              Criterion::why);
      return new Seen(
          begun,
          new IsolatedRecovery.Spans(
              seconds(begun, copiedAt),
              seconds(copiedAt, recoveredAt),
              seconds(recoveredAt, startedAt)),
          new Performance.Span(steadyAt, endedAt),
          new Recovered(copied, point, same),
          function,
          held(sandbox, own),
          clients,
          canary.ended());
    }
  }

  private static SandboxFigures.Held held(Sandbox sandbox, String client)
      throws InterruptedException {
    return new SandboxFigures.Held(sandbox.rows(client), sandbox.objects(client));
  }

  /// Nothing has to be timed by the millisecond, and the primary's machine serves others.
  private Drills.Load load() {
    return new Drills.Load(
        Math.min(context.plan().canary().ratePerSecond(), MOST_A_SECOND), Drills.Load.FEW_READS);
  }

  private void awaitBegun(SandboxFigures figures, CanarySession canary)
      throws InterruptedException, ProblemException {
    boolean _ =
        context
            .clock()
            .await(
                LONGEST_TO_THE_FIRST_LINE,
                LOOK,
                () -> figures.canaryBegun() || canary.ended().isPresent());
    canary.requireRunning();
    if (!figures.canaryBegun()) {
      throw ProblemException.passing(
          Code.LB5002,
          "the sandbox's canary did not begin",
          "nothing can be measured; the sandbox was removed",
          "see canary.out in the run's folder");
    }
  }

  /// Whether what was written in the sandbox is read back from its stores.
  static Criterion survived(Evidence.Result own) {
    return own.measurement()
        .map(it ->
            switch (it.writes().survival()) {
              case Survival.Counted(var held, var lost) when lost.isEmpty() && held > 0 ->
                  Criterion.met(Count.of(held, "write") + " made and read back there");
              case Survival.Counted(var held, var lost) ->
                  Criterion.missed(
                      "of %s made there %d not held"
                          .formatted(Count.of(held + lost.size(), "write"), lost.size()));
              case Survival.Unknown(var why) -> Criterion.unknown(why);
            })
        .orElseGet(() -> Criterion.unknown(own.why()));
  }

  private IsolatedRecovery shown(Seen seen, Evidence.Result own) {
    var point = seen.recovered().point();
    var copied = seen.recovered().copied();
    return new IsolatedRecovery(
        context.away(),
        BASIS,
        seen.spans(),
        new IsolatedRecovery.Copies(copied.bytes(), point.objects()),
        "%s at %s".formatted(point.position(), point.at()),
        own.measurement().map(it -> it.writes().acknowledged()).orElse(0L),
        held(own));
  }

  private static @Nullable Long held(Evidence.Result own) {
    return own.measurement().map(it -> it.writes().survival()).orElse(null)
            instanceof Survival.Counted counted
        ? counted.surviving()
        : null;
  }

  private static double seconds(Instant from, Instant until) {
    return SpanText.number(Duration.between(from, until));
  }
}
