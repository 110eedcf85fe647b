package dev.lifeboat.engine;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import java.util.Optional;

/// What an [Act] came back with.
public sealed interface Reply {
  record Seen(Observation observation) implements Reply {}

  record Prepared(Readiness readiness) implements Reply {}

  record Accepted() implements Reply {}

  record Refused(Problem problem) implements Reply {}

  /// What a person said; empty where nobody answered.
  record Said(Optional<People.Answer> answer) implements Reply {}

  record Told(String receipt) implements Reply {}
}
