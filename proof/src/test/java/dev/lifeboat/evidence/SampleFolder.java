package dev.lifeboat.evidence;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.DrillVerdict;
import dev.lifeboat.drill.FailbackResult;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.measure.Answer;
import dev.lifeboat.measure.CanaryFormat;
import dev.lifeboat.measure.CanaryLine;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.report.ReportFile;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.Storefront;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;

/// The folder of a drill's failover as it stands before it is sealed: 300 writes at 50/s, the
/// region lost three seconds in, clients served again 0.63 s later, two acknowledged writes lost.
final class SampleFolder {
  static final RunId RUN = new RunId("20261120-150411-7q2k");
  static final List<Long> LOST = List.of(147L, 149L);

  private static final List<Predecessor> BEFORE =
      List.of(
          new Predecessor.Sealed(new RunId("20261119-080000-m3td"), 2, "0a".repeat(32)),
          new Predecessor.Unsealed(3, 3));

  private static final Instant CANARY_AT = Instant.parse("2026-11-20T15:04:05Z");
  private static final Instant FAULT = CANARY_AT.plusSeconds(3);
  private static final Instant IN_EFFECT = FAULT.plusMillis(12);
  private static final int WRITES = 300;
  private static final int EVERY_MILLIS = 20;

  private SampleFolder() {}

  static RunFolder open(Path runs) throws Exception {
    var files = new RunFolder(RUN, Files.createDirectories(runs.resolve(RUN.value())));
    var bytes = planBytes();
    Files.write(files.plan(), bytes);
    var plan =
        PlanReader.OF_ANY_PROVIDER
            .read("plan.yaml", new String(bytes, StandardCharsets.UTF_8))
            .orThrow();
    var runbook = Storefront.compiler().compile(plan, plan.workload("shop"), Mode.FAILOVER, "east");
    Files.write(files.runbook(), RunbookJson.bytes(runbook));
    try (var journal = FileJournal.create(files.journal())) {
      var at = FAULT.plusMillis(190);
      journal.append(
          0,
          List.of(
              new Event.RunOpened(
                  RUN, plan.sha256(), runbook, 4, "ada", "drill: region-loss", 3L, BEFORE)),
          at);
      for (var step : runbook.steps()) {
        at = at.plusNanos(31_000_123);
        journal.append(journal.nextSequence(), events(step), at);
      }
      journal.append(
          journal.nextSequence(),
          List.of(new Event.RunEnded(Event.Outcome.DONE, "every goal is met")),
          at);
    }
    canary(files);
    held(files);
    Files.write(files.ledger(), LedgerFormat.bytes(ledger()));
    Files.write(files.result(), JsonMapper.shared().writeValueAsBytes(result()));
    ReportFile.write(files, ZoneOffset.UTC);
    return files;
  }

  static RunFolder sealed(Path runs, EvidenceKeys keys) throws Exception {
    var files = open(runs);
    Sealer.seal(files, keys, FAULT.plusSeconds(9));
    return files;
  }

  static EvidenceKeys keys(Path folder) throws Exception {
    return EvidenceKeys.open(folder, new SecureRandom());
  }

  private static List<Event> events(Step step) {
    var events = new ArrayList<Event>();
    events.add(new Event.StepStarted(step.id()));
    if (step instanceof Step.Reach(_, var goal, _, _, _)) {
      events.add(new Event.StepPending(step.id(), "not yet, größer \u0001 / \"as\" it should be"));
      events.add(
          goal instanceof Goal.Promoted
              ? new Event.PromotionIntended(
                  step.id(), 1, goal.region(), 4, List.of("orders fenced in east"))
              : new Event.PursuitIntended(step.id(), 1));
    }
    events.add(new Event.StepMet(step.id(), step.phrase()));
    return events;
  }

  private static void canary(RunFolder files) throws IOException {
    var lines = new ArrayList<CanaryLine>();
    lines.add(new CanaryLine.Header(RUN.value(), 50, 5, CANARY_AT));
    for (int number = 1; number <= WRITES; number++) {
      int millis = (number - 1) * EVERY_MILLIS;
      var sent = CANARY_AT.plusMillis(millis);
      lines.add(new CanaryLine.Sent(CanaryLine.Kind.WRITE, number, sent));
      lines.add(new CanaryLine.Answered(CanaryLine.Kind.WRITE, number, reply(millis, sent)));
      if (number % 50 == 0) {
        lines.add(
            new CanaryLine.Sent(CanaryLine.Kind.READ, number / 50, number, sent.plusMillis(5)));
        lines.add(
            new CanaryLine.Answered(
                CanaryLine.Kind.READ, number / 50, reply(millis, sent.plusMillis(5))));
      }
    }
    lines.add(
        new CanaryLine.NotSent(
            CanaryLine.Kind.WRITE, WRITES + 1, CANARY_AT.plusMillis(6_000), "too many"));
    lines.add(new CanaryLine.Ended(CANARY_AT.plusMillis(6_100)));
    Files.write(files.canary(), lines.stream().map(CanaryFormat::encode).toList());
  }

  private static CanaryLine.Reply reply(int millis, Instant sent) {
    if (millis < 2_990 || millis >= 3_620) {
      return new CanaryLine.Reply(
          Answer.ACKNOWLEDGED,
          sent.plusMillis(10),
          OptionalInt.of(201),
          Optional.of(millis < 3_000 ? "east" : "west"),
          Optional.empty());
    }
    return millis < 3_050
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

  private static void held(RunFolder files) throws IOException {
    var rows = new TreeSet<Long>();
    LongStream.rangeClosed(1, WRITES).filter(number -> !LOST.contains(number)).forEach(rows::add);
    var objects = new TreeSet<>(rows);
    objects.add(147L);
    var held =
        new HeldFile(
            RUN.value(),
            "west",
            new FaultTime(FAULT, IN_EFFECT),
            new StoredNumbers.Numbers(rows),
            new StoredNumbers.Numbers(objects));
    Files.write(files.held(), held.bytes());
  }

  /// Both lost rows, the one object that was lost, a row of which the canary never heard, and what
  /// somebody else did.
  private static Ledger ledger() {
    var entries = new ArrayList<LedgerEntry>();
    for (long number : new long[] {147, 149, 151}) {
      var row = new LinkedHashMap<String, Optional<String>>();
      row.put("client", Optional.of(RUN.value()));
      row.put("number", Optional.of(Long.toString(number)));
      row.put("item", Optional.of("größer \u0001 / \"as\""));
      entries.add(entry("public.orders", "insert", Optional.empty(), Optional.of(row)));
    }
    var stock = new LinkedHashMap<String, Optional<String>>();
    stock.put("id", Optional.of("7"));
    stock.put("left", Optional.empty());
    entries.add(entry("public.stock", "delete", Optional.of(stock), Optional.empty()));
    entries.add(new LedgerEntry.Version("images", "orders/" + RUN + "/149.json", "v-149", false));
    return new Ledger(
        RUN.value(),
        "east",
        new CanaryMarks(
            RUN.value(),
            new CanaryMarks.Rows("orders", "public.orders", "client", "number"),
            new CanaryMarks.Objects("images", "orders/" + RUN + "/")),
        List.of(
            StoreReadback.whole("orders", StoreReadback.Kind.DATABASE, "0/3000060")
                .with("orders.kept-5")
                .by(StoreReadback.Way.LOG, Optional.of("large objects: 2")),
            StoreReadback.whole("images", StoreReadback.Kind.BUCKET, "epoch 4")),
        entries);
  }

  private static LedgerEntry.Row entry(
      String table,
      String change,
      Optional<Map<String, Optional<String>>> old,
      Optional<Map<String, Optional<String>>> now) {
    return new LedgerEntry.Row(
        "orders",
        table,
        change,
        List.of("client", "number"),
        List.of("id"),
        List.of("client", "number"),
        old,
        now,
        List.of(),
        "2026-11-20T15:04:07.940Z",
        "751",
        "0/30000F8");
  }

  /// As `Figures` would fill it from the measurement: 0.63 s from the fault to the acknowledgement
  /// of write 182, and 0.082 s from that of write 147 to the fault in effect.
  private static DrillResult result() {
    return new DrillResult(
        new DrillResult.Head(
            DrillResult.SCHEMA,
            "storefront",
            "shop",
            "region-loss",
            DrillVerdict.PASSED,
            RUN.value(),
            CANARY_AT.toString(),
            17.3),
        new DrillResult.Measured(
            new DrillResult.Rto(0.63, 900.0, true, 0.18, 0.01, 0.44, 2.084, null),
            new DrillResult.Rpo(0.082, 300.0, true, null),
            new DrillResult.WriteCounts(
                269, 267L, 2L, 3, 28, new DrillResult.LostBy(2, 1), LOST, null)),
        new DrillResult.Safety(
            new DrillResult.FenceProof(true, List.of("orders fenced in east")),
            new DrillResult.Ledger(2L, true, "ledger.jsonl", 4L, 1L, null),
            new FailbackResult(
                "passed", "20261120-150423-b8wz", null, 6.1, 0L, null, null, null, null),
            List.of(),
            new DrillResult.EvidenceOf(".lifeboat/runs/" + RUN, null, "no seal of itself")),
        List.of(),
        new DrillResult.Comparison(null, null, null),
        DrillResult.Rehearsed.NOTHING,
        null,
        null);
  }

  private static byte[] planBytes() throws IOException {
    try (var in = Objects.requireNonNull(Plan.class.getResourceAsStream("storefront.yaml"))) {
      return in.readAllBytes();
    }
  }
}
