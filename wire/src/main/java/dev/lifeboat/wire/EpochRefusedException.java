package dev.lifeboat.wire;

import dev.lifeboat.problem.Code;

/// The caller's epoch is lower than one the agent has seen: another run has gone on since, and
/// nothing was done. Never worth a retry.
public final class EpochRefusedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  private final long epoch;
  private final long highest;

  /// @param epoch the caller's
  /// @param highest the one known here
  public EpochRefusedException(String why, long epoch, long highest) {
    super(409, Code.LB3002.name(), why);
    this.epoch = epoch;
    this.highest = highest;
  }

  public long epoch() {
    return epoch;
  }

  public long highest() {
    return highest;
  }
}
