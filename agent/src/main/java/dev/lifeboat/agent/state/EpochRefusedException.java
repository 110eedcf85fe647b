package dev.lifeboat.agent.state;

import dev.lifeboat.problem.Code;

/// The caller's epoch is lower than one the agent has seen: another run has gone on since, and
/// nothing was done. Never worth a retry.
public final class EpochRefusedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  public EpochRefusedException(String why) {
    super(409, Code.LB3002.name(), why);
  }
}
