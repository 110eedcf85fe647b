package dev.lifeboat.watch;

import java.time.Instant;

/// What a watch last knew of the copies; durable, so that `status` and the next watch know it too.
///
/// @param region of the primary whose copies these are
/// @param at when this was written
public record KnownBacklog(String workload, String region, Instant at, Backlog backlog) {}
