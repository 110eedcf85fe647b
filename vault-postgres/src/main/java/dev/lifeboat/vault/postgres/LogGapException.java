package dev.lifeboat.vault.postgres;

import java.io.IOException;

/// Says that a vault lacks log of a server, so that nothing behind it can be restored from what
/// comes before.
public final class LogGapException extends IOException {
  private static final long serialVersionUID = 1L;

  LogGapException(String what) {
    super(what);
  }

  LogGapException(String what, Throwable cause) {
    super(what, cause);
  }
}
