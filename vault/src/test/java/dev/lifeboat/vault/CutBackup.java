package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.file.Path;

/// A backup in a process of its own, whose limits its parent sets.
final class CutBackup {
  /// Its status where the store could not write.
  static final int REFUSED = 3;

  private CutBackup() {}

  /// Vault and source.
  public static void main(String[] words) throws InterruptedException {
    try {
      SampleVaults.backup(SampleVaults.store(Path.of(words[0])), Path.of(words[1]));
    } catch (IOException refused) {
      System.out.println(refused.getMessage());
      System.exit(REFUSED);
    }
  }
}
