package dev.lifeboat.watch;

import java.time.Instant;

/// Last knowledge of a watch about the copies; durable, for `status` and the next watch.
///
/// @param region of the primary whose copies these are
/// @param at when this was written
public record KnownBacklog(String workload, String region, Instant at, Backlog backlog) {}
