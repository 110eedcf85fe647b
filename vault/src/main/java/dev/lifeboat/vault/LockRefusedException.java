package dev.lifeboat.vault;

import java.io.IOException;

/// Says that the store does not let whoever asks lengthen a lock, so that an attacker might take
/// what a snapshot needs.
public final class LockRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String right;

  /// @param right what whoever writes needs, as the store calls it
  LockRefusedException(String what, String right, Throwable cause) {
    super(what, cause);
    this.right = right;
  }

  /// What whoever writes needs, as the store calls it.
  public String right() {
    return right;
  }
}
