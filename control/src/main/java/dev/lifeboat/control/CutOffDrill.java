package dev.lifeboat.control;

import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.history.DrillType;
import dev.lifeboat.history.PastDrill;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Drill that began to move the writer and never came to a result.
record CutOffDrill(RunSummary run) {
  /// Empty when it is none, or moved nothing.
  Optional<PastDrill> read() throws ProblemException {
    if (!run.interrupted()) {
      return Optional.empty();
    }
    var journal = JournalReader.find(run.folder().resolve("journal.jsonl"));
    if (journal.isEmpty()) {
      return Optional.empty();
    }
    var entries = journal.get().entries();
    var moved = entries.isEmpty() ? run.at().orElseThrow() : entries.getLast().at();
    var at = lastWord().filter(moved::isBefore).orElse(moved);
    return Optional.of(
        new PastDrill(
            run.run(),
            DrillType.of(run.activity().scenario().orElseThrow()),
            at,
            at,
            new PastDrill.End.CutOff(run.why()),
            figures(),
            false));
  }

  /// It goes on after its failover, with the way home.
  private Optional<Instant> lastWord() throws ProblemException {
    return DrillLog.find(run.folder()).stream()
        .flatMap(log -> log.told().stream())
        .map(DrillLog.Told::at)
        .max(Instant::compareTo);
  }

  /// It may have come as far as that.
  private PastDrill.Figures figures() throws ProblemException {
    var held = RunRecords.bytes(run.folder().resolve("held.json"));
    var log = RunRecords.bytes(run.folder().resolve("canary.jsonl"));
    if (held.isEmpty() || log.isEmpty()) {
      return PastDrill.Figures.NONE;
    }
    try {
      var seen = HeldFile.parse(held.get()).measurement(CanaryHistory.parse(log.get()));
      return new PastDrill.Figures(seconds(seen.rto()), seconds(seen.rpo()), Optional.empty());
    } catch (IllegalArgumentException | CanaryLogException damaged) {
      return PastDrill.Figures.NONE;
    }
  }

  private static Optional<Double> seconds(Figure figure) {
    return Stream.of(figure)
        .filter(Figure.Measured.class::isInstance)
        .map(it -> SpanText.number(((Figure.Measured) it).span()))
        .findFirst();
  }
}
