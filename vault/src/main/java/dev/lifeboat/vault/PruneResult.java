package dev.lifeboat.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a prune did, or would do.
///
/// @param removed snapshots that no rule keeps
/// @param kept how many stay
/// @param marked packs that nothing needs any more
/// @param markedBytes of them
/// @param due when a later prune removes them; empty where there are none
/// @param sparse packs, of these, whose rest was stored anew
/// @param swept packs that are gone now
/// @param sweptBytes of them
public record PruneResult(
    List<Snapshot> removed,
    int kept,
    int marked,
    long markedBytes,
    Optional<Instant> due,
    int sparse,
    int swept,
    long sweptBytes) {
  public PruneResult {
    removed = List.copyOf(removed);
  }
}
