package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerException;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.LedgerMatch;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Performance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Computes figures from what is on disk, and nothing else.
final class Evidence {
  private Evidence() {}

  /// @param measurement empty when the log could not be read
  /// @param why of a missing measurement; empty otherwise
  record Result(Optional<Measurement> measurement, String why) {

    /// This, unless the canary ended by itself: what its log lacks may be what was lost.
    ///
    /// @param ended why it did; empty when it was stopped
    Result unless(Optional<String> ended) {
      return ended.map(why -> new Result(Optional.empty(), why)).orElse(this);
    }

    /// What it makes of a drill that measures nothing but its writes.
    DrillVerdict verdict() {
      return measurement.isPresent()
          ? DrillVerdict.PASSED
          : new DrillVerdict(DrillResult.Outcome.MISSED, "not measured: " + why);
    }

    /// Such as `RTO 0.61 s, RPO 0.04 s, 2 of 812 acknowledged writes lost`.
    String phrase() {
      return measurement
          .map(it -> "RTO %s, RPO %s, %s".formatted(text(it.rto()), text(it.rpo()), lost(it)))
          .orElse("not measured: " + why);
    }

    private static String text(Figure figure) {
      return switch (figure) {
        case Figure.Measured(var span) -> SpanText.measured(span);
        case Figure.Unknown(var why) -> "unknown (" + why + ")";
      };
    }

    private static String lost(Measurement measurement) {
      return switch (measurement.writes().survival()) {
        case Survival.Counted(_, var lost) ->
            "%d of %d acknowledged writes lost"
                .formatted(lost.size(), measurement.writes().acknowledged());
        case Survival.Unknown(var why) -> "loss unknown (" + why + ")";
      };
    }
  }

  /// Computes from logs.
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException, CanaryLogException;
  }

  /// What follows from logs; what follows from why one of them cannot be read otherwise.
  static <T> T read(Reading<T> reading, Function<String, T> unreadable) {
    try {
      return reading.read();
    } catch (IOException | CanaryLogException failed) {
      return unreadable.apply(FileFailure.reason(failed));
    }
  }

  static CanaryHistory history(Path log) throws IOException, CanaryLogException {
    return CanaryHistory.parse(Files.readAllBytes(log));
  }

  /// When a single blow was in effect, by the canary's log; as it was told if that cannot be read:
  /// who measures says why nothing was.
  static FaultTime noticed(RunFolder files, FaultTime told) {
    return read(() -> history(files.canary()).noticed(told), _ -> told);
  }

  /// Keeps what the stores of `region` hold with the run, so that anybody can measure the same
  /// again.
  static Result measure(RunFolder files, String region, FaultTime fault, Drills drills)
      throws InterruptedException {
    var client = files.run().value();
    return measure(
        files, region, fault, drills.rows(region, client), drills.objects(region, client));
  }

  static Result measure(
      RunFolder files, String region, FaultTime fault, StoredNumbers rows, StoredNumbers objects) {
    var effect = read(() -> history(files.canary()).answered(fault), _ -> fault);
    return measured(files, new HeldFile(files.run().value(), region, effect, rows, objects));
  }

  /// Keeps what stores hold with the run, and measures by what was kept.
  static Result measured(RunFolder files, HeldFile held) {
    return read(
        () -> {
          DurableFile.write(files.held(), held.bytes());
          return new Result(Optional.of(held.measurement(history(files.canary()))), "");
        },
        why -> new Result(Optional.empty(), why));
  }

  /// Keeps what the old side has alone with the run, and compares it with what the canary lost,
  /// from the files alone.
  static DrillLedger ledger(RunFolder files, Ledger ledger) {
    return read(
        () -> {
          DurableFile.write(files.ledger(), LedgerFormat.bytes(ledger));
          return compared(files, ledger);
        },
        DrillLedger::unknown);
  }

  /// The same of one that was kept before; empty where none was.
  static Optional<DrillLedger> ledger(RunFolder files) {
    return read(
        () -> {
          var kept = DurableFile.read(files.ledger());
          return kept.isPresent()
              ? Optional.of(compared(files, parsed(kept.get())))
              : Optional.empty();
        },
        why -> Optional.of(DrillLedger.unknown(why)));
  }

  private static Ledger parsed(byte[] ledger) throws IOException {
    try {
      return LedgerFormat.parse(ledger);
    } catch (LedgerException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }

  private static DrillLedger compared(RunFolder files, Ledger ledger)
      throws IOException, CanaryLogException {
    var held = HeldFile.parse(Files.readAllBytes(files.held()));
    return DrillLedger.of(
        files.ledger(),
        ledger,
        LedgerMatch.of(ledger, history(files.canary()), held.rows(), held.objects()));
  }

  /// How fast the writes before `faultAt` were answered, and those from `recoveredAt` on.
  static Performance performance(RunFolder files, Instant faultAt, Instant recoveredAt) {
    return read(
        () -> {
          var recording = history(files.canary());
          return Performance.of(
              recording,
              Performance.Span.before(recording, faultAt),
              Performance.Span.after(recording, recoveredAt));
        },
        Performance::unknown);
  }

  /// How clients of several habits fared behind a name; empty where there were none. A log that
  /// cannot be read is said in their place.
  static Optional<List<ClientOutage>> clients(RunFolder files, DrillFailover recovered) {
    var runbook = recovered.state().runbook();
    try {
      return ClientsLog.read(files.clients(), runbook.source(), runbook.target())
          .map(log -> log.seen(recovered.timing().faultAt(), runbook.target()));
    } catch (IOException unreadable) {
      return Optional.of(
          List.of(new ClientOutage("all", null, 0, ClientsLog.notMeasured(unreadable))));
    }
  }

  /// Why the journal's chain does not hold from the first line to the last; empty when it does.
  static Optional<String> brokenChain(RunFolder files) {
    try {
      JournalReader.read(files.journal());
      return Optional.empty();
    } catch (ProblemException damaged) {
      return Optional.of(damaged.problem().happened());
    }
  }
}
