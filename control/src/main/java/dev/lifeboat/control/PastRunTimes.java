package dev.lifeboat.control;

import dev.lifeboat.assess.MeasuredSpread;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Time that past runs of one runbook took, drills among them, from opening to end. What was taken
/// back or declined never came to that end.
///
/// @param spread empty where no such run has ended
/// @param unread why it is not known; empty where all could be read
public record PastRunTimes(Optional<MeasuredSpread> spread, Optional<String> unread) {
  /// The newest tell enough, and journals take time to read.
  private static final int MOST_RUNS = 100;

  /// Reads only. A run that cannot be read keeps nobody from a move.
  public static PastRunTimes of(Runbook runbook, Path state) {
    var spans = new ArrayList<Duration>();
    try {
      for (var run : past(runbook, new RunRecords(state).list())) {
        var journal = JournalReader.find(run.folder().resolve("journal.jsonl"));
        if (journal.isPresent()) {
          took(journal.get().entries(), RunbookJson.hash(runbook)).ifPresent(spans::add);
        }
      }
    } catch (ProblemException unreadable) {
      return new PastRunTimes(Optional.empty(), Optional.of(unreadable.problem().happened()));
    }
    return new PastRunTimes(MeasuredSpread.of(spans), Optional.empty());
  }

  private static List<RunSummary> past(Runbook runbook, List<RunSummary> runs) {
    var own = RunSummary.Subject.of(runbook);
    var kind = RunSummary.Kind.of(runbook.mode());
    return runs.stream()
        .filter(run -> run.kind() == kind || run.kind() == RunSummary.Kind.DRILL)
        .filter(run -> run.known() && !run.open() && run.subject().equals(own))
        .limit(MOST_RUNS)
        .toList();
  }

  /// Empty where it is a run of another runbook, or was not done.
  static Optional<Duration> took(List<Entry> entries, String hash) {
    if (entries.isEmpty()
        || !(entries.getFirst().event() instanceof Event.RunOpened opened)
        || !RunbookJson.hash(opened.runbook()).equals(hash)) {
      return Optional.empty();
    }
    return entries.stream()
        .filter(it ->
            it.event() instanceof Event.RunEnded ended && ended.outcome() == Event.Outcome.DONE)
        .findFirst()
        .map(it -> Duration.between(entries.getFirst().at(), it.at()));
  }
}
