package dev.lifeboat.watch;

import java.time.Instant;
import java.util.Optional;

/// A failover of a workload that moved, or may have moved, its writer.
///
/// @param run its name
/// @param automatic whether the watch began it without asking anybody
/// @param ended empty while it is not over
public record PastFailover(String run, boolean automatic, Instant began, Optional<Instant> ended) {}
