package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;

/// One touch of the world, answered by a [Reply]. Whoever performs it may be slow, fail, or lose
/// the answer; it decides nothing.
public sealed interface Act {

  /// Look at the goal of a step. Answered by [Reply.Seen].
  record Look(Step step) implements Act {}

  /// Could the goal be asked for now. Answered by [Reply.Prepared].
  record Preflight(Goal goal) implements Act {}

  /// Keep the intent in the region that will be primary. Answered by [Reply.Accepted] or
  /// [Reply.Refused].
  record StoreIntent(String region, RunId run, Event intent) implements Act {}

  /// Move the placement to the region. Answered by [Reply.Accepted] or [Reply.Refused].
  record Place(String workload, String region, Attempt attempt) implements Act {}

  /// Ask for a goal. Answered by [Reply.Accepted] or [Reply.Refused].
  record Request(Goal goal, Attempt attempt) implements Act {}

  /// Ask a person. Answered by [Reply.Said].
  record Ask(Step.Ask ask) implements Act {}

  /// Tell people. Answered by [Reply.Told].
  record Tell(Step.Tell tell) implements Act {}
}
