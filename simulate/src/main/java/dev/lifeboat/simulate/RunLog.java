package dev.lifeboat.simulate;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.OvertakenRun;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import java.time.Instant;
import java.util.List;

/// The journal of one run, durable beside the controllers. It has no chain of hashes: those guard
/// against damage, which is not simulated.
///
/// @param entries grows
record RunLog(Rules rules, RunId run, Runbook runbook, List<Entry> entries) {
  Mode mode() {
    return runbook.mode();
  }

  String target() {
    return runbook.target();
  }

  private Event last() {
    return entries.getLast().event();
  }

  /// Whether nothing can follow any more.
  boolean isOver() {
    return last() instanceof Event.RunEnded;
  }

  /// Whether only a person can let it go on.
  boolean isWaiting() {
    return last() instanceof Event.PersonNeeded || last() instanceof Event.Paused;
  }

  /// Whether it waits for the word that a loss is accepted.
  boolean lacksCandidate() {
    return last() instanceof Event.PersonNeeded(var code, _) && code == Code.LB3011;
  }

  /// @throws ProblemException LB3003 when another controller wrote meanwhile
  void append(long expected, List<? extends Event> events, Instant at) throws ProblemException {
    if (!rules.continues(expected, entries.size())) {
      throw OvertakenRun.byController("run " + run).asException();
    }
    events.forEach(event -> entries.add(new Entry(entries.size(), at, "", event)));
  }
}
