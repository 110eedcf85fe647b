package dev.lifeboat.vault;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/// Takes files as they come from elsewhere: a folder before what it holds, the source first, whose
/// path is empty.
public interface FileSink {

  /// Who may do what with it, and since when it is as it is.
  ///
  /// @param mode the lower twelve bits
  record Attributes(int mode, int owner, int group, Instant modified) {}

  void folder(VaultPath path, Attributes attributes) throws IOException, InterruptedException;

  /// Reads `content` to its end, and does not close it.
  void file(VaultPath path, Attributes attributes, InputStream content)
      throws IOException, InterruptedException;
}
