package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.DrillVerdict;
import dev.lifeboat.drill.FailbackResult;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.measure.Answer;
import dev.lifeboat.measure.CanaryFormat;
import dev.lifeboat.measure.CanaryLine;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The folder of a run as a drill leaves it: the storefront's failover, its region killed six
/// seconds into the canary's log, clients served again 0.61 s later, two writes lost.
final class SampleRun {
  static final Instant CANARY_AT = Instant.parse("2026-11-20T15:04:05Z");
  static final Instant FAULT = CANARY_AT.plusSeconds(6);
  static final Instant IN_EFFECT = FAULT.plusMillis(5);
  static final Instant OPENED = FAULT.plusMillis(190);
  static final Instant HEALED = CANARY_AT.plusSeconds(12);
  static final long WRITE_AGAIN_MILLIS = 6_610;
  static final List<Long> LOST = List.of(1193L, 1197L);

  private static final RunId RUN = new RunId("20261120-150411-7q2k");
  private static final int EVERY_MILLIS = 5;
  private static final int LAST_MILLIS = 11_000;

  final RunFolder files;
  String reason = "drill: region-loss";
  String by = "ada";
  Canary.Basis basis = Canary.Basis.FRONT_DOOR;
  int answerMillis = 4;
  String receipt = "published";
  String proof = "the host's process table shows no process of %s; a write as a client was refused";

  private SampleRun(Path folder) throws IOException {
    files = new RunFolder(RUN, Files.createDirectories(folder.resolve(RUN.value())));
  }

  static SampleRun in(Path runs) throws IOException {
    return new SampleRun(runs);
  }

  /// All that a drill leaves.
  SampleRun whole() throws IOException, ProblemException {
    plan();
    journal(runbook(Mode.FAILOVER), Integer.MAX_VALUE);
    canary();
    held();
    result(passed());
    return this;
  }

  SampleRun plan() throws IOException {
    Files.write(files.plan(), planBytes());
    return this;
  }

  static Plan read() throws ProblemException, IOException {
    return PlanReader.OF_ANY_PROVIDER
        .read("plan.yaml", new String(planBytes(), StandardCharsets.UTF_8))
        .orThrow();
  }

  static Runbook runbook(Mode mode) throws ProblemException, IOException {
    var plan = read();
    return Storefront.compiler()
        .compile(plan, plan.workload("shop"), mode, mode == Mode.FAILBACK ? "west" : "east");
  }

  /// A run of `runbook` that meets its first `steps` steps and, if those are all, ends.
  SampleRun journal(Runbook runbook, int steps) throws IOException, ProblemException {
    var times = new ArrayList<Map.Entry<Instant, Event>>();
    times.add(
        Map.entry(
            OPENED,
            new Event.RunOpened(RUN, read().sha256(), runbook, 4, by, reason, 3L, List.of())));
    var met = new HashMap<StepId, Instant>();
    for (var step : runbook.steps().subList(0, Math.min(steps, runbook.steps().size()))) {
      var start =
          step.after().stream().map(met::get).max(Instant::compareTo).orElse(OPENED.plusMillis(6));
      var end = start.plus(length(step));
      met.put(step.id(), end);
      times.add(Map.entry(start, new Event.StepStarted(step.id())));
      times.add(
          Map.entry(
              start.plusMillis(1), new Event.StepPending(step.id(), "not yet as it should be")));
      times.add(Map.entry(start.plusMillis(2), request(step)));
      times.add(Map.entry(end, new Event.StepMet(step.id(), proof(step))));
    }
    times.sort(Map.Entry.comparingByKey());
    if (met.size() == runbook.steps().size()) {
      var end = times.getLast().getKey().plusMillis(3);
      times.add(Map.entry(end, new Event.RunEnded(Event.Outcome.DONE, "")));
    }
    try (var journal = FileJournal.create(files.journal())) {
      var moments = new TreeMap<Instant, List<Event>>();
      for (var time : times) {
        moments.computeIfAbsent(time.getKey(), _ -> new ArrayList<>()).add(time.getValue());
      }
      for (var moment : moments.entrySet()) {
        journal.append(journal.nextSequence(), moment.getValue(), moment.getKey());
      }
    }
    return this;
  }

  private Event request(Step step) {
    return step instanceof Step.Reach(_, Goal.Promoted goal, _, _, _)
        ? new Event.PromotionIntended(
            step.id(),
            1,
            goal.region(),
            5,
            List.of(
                "orders fenced in %s: %s"
                    .formatted(goal.region().equals("west") ? "east" : "west", proof("orders"))))
        : new Event.PursuitIntended(step.id(), 1);
  }

  private String proof(Step step) {
    return switch (step) {
      case Step.Reach(_, Goal.Fenced goal, _, _, _) -> proof(goal.resource());
      case Step.Tell _ -> receipt;
      case Step.Reach _, Step.Ask _, Step.Verify _ -> step.phrase();
    };
  }

  private String proof(String resource) {
    return proof.formatted(resource);
  }

  private static Duration length(Step step) {
    return Duration.ofMillis(
        switch (step) {
          case Step.Reach(_, Goal.Fenced _, _, _, _) -> 38;
          case Step.Reach(_, Goal.Promoted _, _, _, _) -> 124;
          case Step.Reach(_, Goal.Running _, _, _, _) -> 1_480;
          case Step.Reach(_, Goal.Replicating _, _, _, _) -> 640;
          case Step.Reach _ -> 61;
          case Step.Ask _, Step.Tell _, Step.Verify _ -> 22;
        });
  }

  SampleRun canary() throws IOException {
    var lines = new ArrayList<CanaryLine>();
    lines.add(new CanaryLine.Header(RUN.value(), 200, 10, CANARY_AT, basis));
    long number = 0;
    for (int millis = 0; millis < LAST_MILLIS; millis += EVERY_MILLIS) {
      number++;
      var sent = CANARY_AT.plusMillis(millis);
      lines.add(new CanaryLine.Sent(CanaryLine.Kind.WRITE, number, sent));
      lines.add(new CanaryLine.Answered(CanaryLine.Kind.WRITE, number, answer(millis, sent)));
      if (basis == Canary.Basis.DATABASE) {
        lines.add(new CanaryLine.Sent(CanaryLine.Kind.HEALTH, number, sent));
        lines.add(new CanaryLine.Answered(CanaryLine.Kind.HEALTH, number, answer(millis, sent)));
      }
    }
    lines.add(new CanaryLine.Ended(CANARY_AT.plusMillis(LAST_MILLIS + 20)));
    Files.write(files.canary(), lines.stream().map(CanaryFormat::encode).toList());
    return this;
  }

  private CanaryLine.Reply answer(int millis, Instant sent) {
    boolean down = millis >= 5_995 && millis < WRITE_AGAIN_MILLIS;
    if (!down) {
      return new CanaryLine.Reply(
          Answer.ACKNOWLEDGED,
          sent.plusMillis(answerMillis),
          OptionalInt.of(201),
          Optional.of(millis < 6_000 ? "east" : "west"),
          Optional.empty());
    }
    return millis < 6_015
        ? new CanaryLine.Reply(
            Answer.UNKNOWN,
            sent.plusMillis(9),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of("connection reset"))
        : new CanaryLine.Reply(
            Answer.REFUSED,
            sent.plusMillis(1),
            OptionalInt.of(503),
            Optional.empty(),
            Optional.empty());
  }

  /// What was measured against: the last part that broke did so 5 ms after the first.
  SampleRun held() throws IOException {
    var written = new TreeSet<Long>();
    LongStream.rangeClosed(1, LAST_MILLIS / EVERY_MILLIS)
        .filter(number -> !LOST.contains(number))
        .forEach(written::add);
    var objects = new TreeSet<>(written);
    objects.addAll(LOST);
    var held =
        new HeldFile(
            RUN.value(),
            "west",
            new FaultTime(FAULT, IN_EFFECT),
            new StoredNumbers.Numbers(written),
            new StoredNumbers.Numbers(objects));
    Files.write(files.held(), held.bytes());
    return this;
  }

  SampleRun result(DrillResult result) throws IOException {
    return result(JsonMapper.shared().writeValueAsString(result));
  }

  SampleRun result(String json) throws IOException {
    Files.writeString(files.result(), json);
    return this;
  }

  DrillResult passed() {
    return result(
        DrillResult.Outcome.PASSED,
        null,
        new DrillResult.Rto(0.614, 900, true, 0.18, 0.01, 0.424, 2.084, null),
        List.of());
  }

  /// The same, measured by the database and the front door's health.
  DrillResult ofDatabase() {
    var passed = passed();
    var measured =
        new DrillResult.Measured(
            new DrillResult.Rto(0.83, 900, true, null, null, null, null, null),
            passed.measured().rpo(),
            passed.measured().writes(),
            Canary.Basis.DATABASE.word(),
            new DrillResult.RtoOf(
                new DrillResult.Half(0.63, true, null), new DrillResult.Half(0.83, true, null)));
    return new DrillResult(
        passed.head(),
        measured,
        passed.safety(),
        passed.steps(),
        passed.comparison(),
        passed.rehearsed(),
        null,
        null);
  }

  DrillResult result(
      DrillResult.Outcome outcome,
      @Nullable String why,
      DrillResult.Rto rto,
      List<String> residue) {
    return new DrillResult(
        new DrillResult.Head(
            DrillResult.SCHEMA,
            "storefront",
            "shop",
            "region-loss",
            new DrillVerdict(outcome, why),
            RUN.value(),
            CANARY_AT.toString(),
            17.3),
        new DrillResult.Measured(
            rto,
            new DrillResult.Rpo(0.041, 300, true, null),
            new DrillResult.WriteCounts(
                2077, 2075L, 2L, 4, 119, new DrillResult.LostBy(2, 0), LOST, null)),
        new DrillResult.Safety(
            new DrillResult.FenceProof(true, List.of("orders fenced in east: " + proof("orders"))),
            new DrillResult.Ledger(
                2L, true, ".lifeboat/runs/20261120-150411-7q2k/ledger.jsonl", 3L, 1L, null),
            failback(List.of()),
            residue,
            new DrillResult.EvidenceOf(".lifeboat/runs/" + RUN, true, null)),
        List.of(),
        new DrillResult.Comparison(
            null, null, new DrillResult.Data(data(Judgement.MISSED), data(Judgement.MET), null)),
        DrillResult.Rehearsed.NOTHING,
        null,
        null);
  }

  /// The way home, on which those of its 61 acknowledged writes were lost.
  static FailbackResult failback(List<Long> lost) {
    return new FailbackResult(
        "passed",
        "20261120-150423-b8wz",
        null,
        6.1,
        (long) lost.size(),
        null,
        new DrillResult.WriteCounts(
            61,
            61L - lost.size(),
            (long) lost.size(),
            1,
            2,
            new DrillResult.LostBy(lost.size(), 0),
            lost,
            null),
        new FailbackResult.Between(HEALED.toString(), HEALED.plusMillis(6_100).toString()),
        new FailbackResult.Pause(
            0.92, HEALED.plusMillis(3_000).toString(), HEALED.plusMillis(3_920).toString()));
  }

  private static DataCheck data(Judgement images) {
    return DataCheck.of(
        List.of(
            new DataCheck.Part("orders", "public.orders", 3L, Judgement.MET, "the same 3 rows"),
            new DataCheck.Part("images", null, 2L, images, "2 objects, as told")));
  }

  private static byte[] planBytes() throws IOException {
    try (var in = Objects.requireNonNull(Plan.class.getResourceAsStream("storefront.yaml"))) {
      return in.readAllBytes();
    }
  }
}
