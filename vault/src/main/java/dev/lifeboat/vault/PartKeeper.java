package dev.lifeboat.vault;

import java.io.Closeable;
import java.io.IOException;

/// Keeps what a vault cannot have, part by part, such as a log. It looks nothing up and lists
/// neither packs nor, but once an hour, the trail: a part costs the same however much there is. One
/// thread.
public final class PartKeeper implements Closeable {
  private final BackupJob job;
  private final PartTeller trail;

  PartKeeper(BackupJob job, PartTeller trail) {
    this.job = job;
    this.trail = trail;
  }

  /// Keeps one more. On return it is durable, and there to stay.
  public BackupResult keep(FileStream part) throws IOException, InterruptedException {
    return job.part(part, trail);
  }

  /// Has the trail say of the last one that it stays. The next one does that too; until then nobody
  /// would miss it.
  public void settle() throws IOException {
    trail.settle();
  }

  @Override
  public void close() throws IOException {
    settle();
  }
}
