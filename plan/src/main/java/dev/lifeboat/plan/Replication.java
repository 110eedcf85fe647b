package dev.lifeboat.plan;

/// Moment at which a write is acknowledged, as seen from the other region.
public enum Replication implements WordedChoice {
  /// As soon as the writer has it: a disaster loses what was on its way.
  ASYNCHRONOUS,
  /// Once the other region has it: nothing is lost, and nothing is acknowledged without it.
  SYNCHRONOUS,
  /// Synchronous until the other region is lost, asynchronous until it is back. The lapse is
  /// recorded.
  SYNCHRONOUS_WHILE_CONNECTED
}
