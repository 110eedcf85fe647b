package dev.lifeboat.guard.vote;

import java.io.IOException;

/// A voter that does not answer, by its name.
public final class SilentVoterException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String voter;

  SilentVoterException(String voter, IOException silent) {
    super(silent.getMessage(), silent);
    this.voter = voter;
  }

  public String voter() {
    return voter;
  }
}
