package dev.lifeboat.vault;

import java.io.IOException;

/// Says that something in a vault is not what was written. None of its bytes were used.
public final class DamageException extends IOException {
  private static final long serialVersionUID = 1L;

  DamageException(String what) {
    super(what);
  }

  DamageException(String what, Throwable cause) {
    super(what, cause);
  }
}
