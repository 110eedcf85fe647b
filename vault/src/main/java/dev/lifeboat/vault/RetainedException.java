package dev.lifeboat.vault;

import java.io.IOException;

/// Says that somebody wants what was to be removed. Nothing was.
public final class RetainedException extends IOException {
  private static final long serialVersionUID = 1L;

  RetainedException(String what) {
    super(what);
  }
}
