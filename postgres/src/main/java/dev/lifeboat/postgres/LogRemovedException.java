package dev.lifeboat.postgres;

import java.io.IOException;

/// Says that a server cannot send the log from where it was asked for: it was removed, or is of
/// another timeline.
public final class LogRemovedException extends IOException {
  private static final long serialVersionUID = 1L;

  LogRemovedException(String what, IOException cause) {
    super(what, cause);
  }

  LogRemovedException(String what) {
    super(what);
  }
}
