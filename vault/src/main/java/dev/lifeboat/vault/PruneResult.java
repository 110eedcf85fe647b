package dev.lifeboat.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a prune did, or would do.
///
/// @param removed snapshots that no rule keeps
/// @param rest those that stay
/// @param marked packs that nothing needs any more
/// @param markedBytes of them
/// @param due when a later prune removes them; empty where there are none
/// @param sparse packs, of these, whose rest was stored anew
/// @param swept packs that are gone now
/// @param sweptBytes of them
public record PruneResult(
    List<Snapshot> removed,
    Rest rest,
    int marked,
    long markedBytes,
    Optional<Instant> due,
    int sparse,
    int swept,
    long sweptBytes) {
  public PruneResult {
    removed = List.copyOf(removed);
  }

  /// Snapshots that stay.
  ///
  /// @param count of all
  /// @param retained those of them that no rule keeps
  public record Rest(int count, List<RetainedSnapshot> retained) {
    public Rest {
      retained = List.copyOf(retained);
    }
  }

  /// How many stay.
  public int kept() {
    return rest.count();
  }
}
