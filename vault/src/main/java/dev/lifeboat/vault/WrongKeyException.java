package dev.lifeboat.vault;

import java.io.IOException;

/// Says that no key of a vault opens with the passphrase or key file that was given.
public final class WrongKeyException extends IOException {
  private static final long serialVersionUID = 1L;

  WrongKeyException(String what) {
    super(what);
  }
}
