package dev.lifeboat.evidence;

import dev.lifeboat.measure.Measurement;
import dev.lifeboat.plan.Rehearsal;
import dev.lifeboat.rules.Finding;
import dev.lifeboat.runbook.RunId;
import java.util.Optional;

/// What a look at a run's folder says.
public sealed interface Verification {

  /// Everything is as it was when the signer closed it, the journal obeys the engine's rules, and
  /// what the result claims follows from the canary's log. Says nothing about who the signer is.
  ///
  /// @param link what it says of the runs before it
  /// @param lines of the journal, its last one too
  /// @param measurement computed anew from the log; empty when no canary watched the run
  /// @param claimed whether there is a `result.json` that claims these figures
  /// @param rehearsal which plan on other regions was rehearsed; empty for none
  record Intact(
      ChainLink link,
      SignerKey signer,
      int lines,
      Optional<Measurement> measurement,
      boolean claimed,
      Optional<Rehearsal> rehearsal)
      implements Verification {
    public RunId run() {
      return link.run();
    }
  }

  /// Something is not as it was, never was possible, or was never sealed.
  record Broken(Finding finding) implements Verification {}
}
