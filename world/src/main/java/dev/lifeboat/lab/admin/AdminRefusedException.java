package dev.lifeboat.lab.admin;

import java.io.IOException;

/// The program answered, and refused: nothing was changed.
public final class AdminRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  AdminRefusedException(String where, int status, String detail) {
    super("%s was refused (%d): %s".formatted(where, status, detail));
    this.status = status;
  }

  /// The HTTP status, such as 409 for an epoch that is too low.
  public int status() {
    return status;
  }
}
