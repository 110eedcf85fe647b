package dev.lifeboat.control;

import dev.lifeboat.assess.MeasuredSpread;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Time that past runs of one runbook took, from opening to end. What was taken back or declined
/// never came to that end.
///
/// @param spread empty where no such run has ended
/// @param unread why it is not known; empty where all could be read
public record PastRunTimes(Optional<MeasuredSpread> spread, Optional<String> unread) {

  /// Reads only. A run that cannot be read keeps nobody from a move.
  public static PastRunTimes of(Runbook runbook, Path state) {
    try {
      var spans =
          PastJournals.of(runbook, new RunRecords(state).list()).stream()
              .flatMap(entries -> took(entries).stream())
              .toList();
      return new PastRunTimes(MeasuredSpread.of(spans), Optional.empty());
    } catch (ProblemException unreadable) {
      return new PastRunTimes(Optional.empty(), Optional.of(unreadable.problem().happened()));
    }
  }

  /// Empty where it was not done.
  private static Optional<Duration> took(List<Entry> entries) {
    return entries.stream()
        .filter(it ->
            it.event() instanceof Event.RunEnded ended && ended.outcome() == Event.Outcome.DONE)
        .findFirst()
        .map(it -> Duration.between(entries.getFirst().at(), it.at()));
  }
}
