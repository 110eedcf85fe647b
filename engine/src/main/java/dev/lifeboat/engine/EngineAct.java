package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;

/// One touch of the world, answered by a [EffectReply]. Whoever performs it may be slow, fail, or
/// lose the answer; it decides nothing.
public sealed interface EngineAct {

  /// Look at the goal of a step. Answered by [EffectReply.Seen].
  record Look(Step step) implements EngineAct {}

  /// Could the goal be asked for now. Answered by [EffectReply.Prepared].
  record Preflight(Goal goal) implements EngineAct {}

  /// Keep the intent in the region that will be primary. Answered by [EffectReply.Accepted] or
  /// [EffectReply.Refused].
  record StoreIntent(String region, RunId run, Event intent) implements EngineAct {}

  /// Move the placement to the region. Answered by [EffectReply.Accepted] or [EffectReply.Refused].
  record Place(String workload, String region, Attempt attempt) implements EngineAct {}

  /// Ask for a goal. Answered by [EffectReply.Accepted] or [EffectReply.Refused].
  record Request(Goal goal, Attempt attempt) implements EngineAct {}

  /// Ask a person. Answered by [EffectReply.Said].
  record Ask(Step.Ask ask) implements EngineAct {}

  /// Tell people. Answered by [EffectReply.Told].
  record Tell(Step.Tell tell) implements EngineAct {}
}
