package dev.lifeboat.engine;

import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.problem.Code;
import dev.lifeboat.runbook.Step;

/// A thing to do now. Each is done by the runner and answered by events.
public sealed interface Decision {

  /// All that the step waited for is met.
  record Begin(Step step) implements Decision {}

  /// Look whether the step's goal holds.
  record Observe(Step step) implements Decision {}

  /// Ask for the step's goal; for a promotion, observe its fences again first.
  record Pursue(Step.Reach step, int attempt) implements Decision {}

  /// Ask the person, or see whether the answer has come.
  record Ask(Step.Ask step) implements Decision {}

  record Tell(Step.Tell step) implements Decision {}

  /// The step ran past its deadline.
  record TimeOut(Step step, String why) implements Decision {}

  /// Take the run back, under a new epoch.
  record BeginUndo(String why) implements Decision {}

  /// Keep what is held and wait for a person.
  record CallPerson(Code code, String why) implements Decision {}

  record End(Outcome outcome, String why) implements Decision {}
}
