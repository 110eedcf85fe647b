package dev.lifeboat.vault;

import java.io.IOException;

/// Files that are nowhere as such, like those that a database sends.
public interface FileStream {

  /// Hands all of them over and says what they are. Called once more where a prune took what the
  /// first call found in the vault.
  DatabaseSource read(FileSink to) throws IOException, InterruptedException;
}
