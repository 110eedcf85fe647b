package dev.lifeboat.placement;

import java.time.Instant;
import java.util.Optional;

/// The writer that a copy followed last, kept where the copy is. A writer's own files count as
/// having followed that writer.
///
/// @param epoch of that writer; one or more
/// @param until when the copy was last seen to follow it; empty when nobody saw that
public record FollowRecord(long epoch, Optional<Instant> until) {
  public FollowRecord {
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be one or more, was " + epoch);
    }
  }
}
