package dev.lifeboat.vault;

import java.io.IOException;

/// Says that there is no vault, snapshot or place where one was asked for, or one too many; nothing
/// was done.
public final class NoVaultException extends IOException {
  private static final long serialVersionUID = 1L;

  public NoVaultException(String what) {
    super(what);
  }
}
