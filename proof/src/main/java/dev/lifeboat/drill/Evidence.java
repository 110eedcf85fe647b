package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.LedgerMatch;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Computes figures from what is on disk, and nothing else.
final class Evidence {
  private Evidence() {}

  /// @param measurement empty when the log could not be read
  /// @param why of a missing measurement; empty otherwise
  record Result(Optional<Measurement> measurement, String why) {

    /// Such as `RTO 0.61 s, RPO 0.04 s, 2 of 812 acknowledged writes lost`.
    String phrase() {
      return measurement
          .map(it -> "RTO %s, RPO %s, %s".formatted(text(it.rto()), text(it.rpo()), lost(it)))
          .orElse("not measured: " + why);
    }

    private static String text(Figure figure) {
      return switch (figure) {
        case Figure.Measured(var span) -> Seconds.of(span);
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

  /// When a single blow was in effect, by the canary's log; as it was told if that cannot be read.
  static FaultTime noticed(RunFolder files, FaultTime told) {
    return asClientsSaw(files, told, CanaryHistory::noticed);
  }

  private static FaultTime asClientsSaw(
      RunFolder files, FaultTime told, BiFunction<CanaryHistory, FaultTime, FaultTime> seen) {
    try {
      return seen.apply(CanaryHistory.parse(Files.readAllBytes(files.canary())), told);
    } catch (IOException | CanaryLogException unreadable) {
      return told; // Who measures says why nothing was.
    }
  }

  /// Keeps what the stores hold with the run, so that anybody can measure the same again.
  ///
  /// @param region that was asked
  static Result measure(
      RunFolder files, String region, FaultTime fault, StoredNumbers rows, StoredNumbers objects) {
    try {
      var effect = asClientsSaw(files, fault, CanaryHistory::answered);
      var held = new HeldFile(files.run().value(), region, effect, rows, objects);
      DurableFile.write(files.held(), held.bytes());
      var recording = CanaryHistory.parse(Files.readAllBytes(files.canary()));
      return new Result(
          Optional.of(Measurement.of(recording, held.fault(), held.rows(), held.objects())), "");
    } catch (IOException | CanaryLogException unreadable) {
      return new Result(Optional.empty(), String.valueOf(unreadable.getMessage()));
    }
  }

  /// Keeps what the old side has alone with the run, and compares it with what the canary lost,
  /// from the files alone.
  static DrillLedger ledger(RunFolder files, Ledger ledger) {
    try {
      DurableFile.write(files.ledger(), LedgerFormat.bytes(ledger));
      var held = HeldFile.parse(Files.readAllBytes(files.held()));
      var recording = CanaryHistory.parse(Files.readAllBytes(files.canary()));
      return DrillLedger.of(
          files.ledger(), ledger, LedgerMatch.of(ledger, recording, held.rows(), held.objects()));
    } catch (IOException | CanaryLogException unreadable) {
      return DrillLedger.unknown(String.valueOf(unreadable.getMessage()));
    }
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
          List.of(new ClientOutage("all", null, 0, "not measured: " + unreadable.getMessage())));
    }
  }

  /// Whether the journal's chain holds from the first line to the last.
  static Optional<String> brokenChain(RunFolder files) {
    try {
      JournalReader.read(files.journal());
      return Optional.empty();
    } catch (ProblemException damaged) {
      return Optional.of(damaged.problem().happened());
    }
  }
}
