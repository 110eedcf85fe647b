package dev.lifeboat.provision;

/// How a health check of Route 53 looks, as docs/aws.md has it and `check --dns` looks for it.
final class HealthPace {
  static final int PORT = 443;

  /// Between two looks.
  static final int SECONDS = 30;

  /// Before it changes its mind.
  static final int FAILURES = 3;

  /// Of three.
  static final int MAJORITY = 2;

  private HealthPace() {}
}
