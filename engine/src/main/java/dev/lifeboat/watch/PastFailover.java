package dev.lifeboat.watch;

import java.time.Instant;
import java.util.Optional;

/// A failover of a workload that moved, or may have moved, its writer; or a planned move that its
/// watch began, whatever became of it.
///
/// @param run its name
/// @param automatic whether the watch began it without asking anybody
/// @param undone whether it was taken back, so that it holds back no failover
/// @param ended empty while it is not over
public record PastFailover(
    String run, boolean automatic, boolean undone, Instant began, Optional<Instant> ended) {
  /// One that was not taken back.
  public PastFailover(String run, boolean automatic, Instant began, Optional<Instant> ended) {
    this(run, automatic, false, began, ended);
  }
}
