package dev.lifeboat.aws.states;

import java.util.List;

/// How a call that fails is repeated. Passing failures of AWS are over within seconds.
final class TaskRetry {
  static final Asl RULE =
      Asl.of("ErrorEquals", List.of("States.ALL"))
          .with("IntervalSeconds", 1)
          .with("MaxAttempts", 4)
          .with("BackoffRate", 2.0);

  private TaskRetry() {}
}
