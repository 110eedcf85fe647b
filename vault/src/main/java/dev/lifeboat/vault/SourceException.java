package dev.lifeboat.vault;

import java.io.IOException;

/// Says that a file to be backed up cannot be read, unlike one of the vault.
final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;

  SourceException(IOException cause) {
    super(SourceWalk.why(cause), cause);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
