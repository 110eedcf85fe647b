package dev.lifeboat.vault;

import java.io.IOException;

/// Tells a trail of each new snapshot.
interface SnapshotTeller {

  /// It is about to show.
  ///
  /// @return the entry that tells so
  TrailLink comes(Snapshot snapshot) throws IOException;

  /// It shows, and stays.
  void stays(Snapshot snapshot) throws IOException;
}
