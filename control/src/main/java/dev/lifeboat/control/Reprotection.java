package dev.lifeboat.control;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;

/// Makes the old side of a workload a replica again by a run of its own, as part of something else:
/// a watch that goes on, or the way home.
record Reprotection(ControlledWorkload controlled, Requester requester) {

  /// Whether the workload has somewhere to go now.
  Candidacy look() throws InterruptedException, ProblemException {
    return controlled.candidacy(controlled.runbook(Mode.FAILOVER));
  }

  /// Refuses a run that could not do it now: it would keep others from beginning, or be undone and
  /// tried again for ever.
  ///
  /// @throws ProblemException LB2001 with what is in the way
  static void requirePossible(Runbook reprotect, Reconcilers reconcilers)
      throws InterruptedException, ProblemException {
    var impossible = Preview.of(reprotect, reconcilers).impossible();
    if (!impossible.isEmpty()) {
      var first = impossible.getFirst();
      throw ProblemException.passing(
          Code.LB2001,
          "%s: %s".formatted(first.goal(), first.now()),
          "the old side cannot be made a replica now; nothing was changed",
          "see 'lifeboat status'");
    }
  }

  /// Runs until the run ended or waits for a person.
  ///
  /// @param by who wants it, kept in the journal
  /// @throws ProblemException LB2001 when it is not possible now; then no run was opened
  RunState run(String by, String reason) throws InterruptedException, ProblemException {
    var runbook = controlled.runbook(Mode.REPROTECT);
    requirePossible(runbook, controlled.reconcilers());
    var progress = requester.progress();
    OpenWriters.of(controlled, runbook).tell(progress);
    progress.tell("reprotect", "begun", "%s → %s".formatted(runbook.source(), runbook.target()));
    var state = controlled.run(runbook, by, reason, PersonsWord.NONE, requester).state();
    progress.tell("reprotect", RunWords.of(state.phase()), RunWords.why(state.phase()));
    return state;
  }
}
