package dev.lifeboat.engine;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import java.util.Optional;

/// What an [EngineAct] came back with.
public sealed interface EffectReply {
  record Seen(Observation observation) implements EffectReply {}

  record Prepared(Readiness readiness) implements EffectReply {}

  record Accepted() implements EffectReply {}

  record Refused(Problem problem) implements EffectReply {}

  /// What a person said; empty where nobody answered.
  record Said(Optional<People.Answer> answer) implements EffectReply {}

  record Told(String receipt) implements EffectReply {}
}
