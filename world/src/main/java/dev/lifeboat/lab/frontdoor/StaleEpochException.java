package dev.lifeboat.lab.frontdoor;

import java.io.IOException;

/// The table's epoch is lower than the one in force, or its own run has gone on since it was made:
/// the caller must not go on. Nothing was changed.
public final class StaleEpochException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message what was refused, with both epochs where they are known
  public StaleEpochException(String message) {
    super(message);
  }

  StaleEpochException(String message, Throwable cause) {
    super(message, cause);
  }
}
