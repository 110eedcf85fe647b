package dev.lifeboat.drill;

import org.jspecify.annotations.Nullable;

/// A client of one kind behind a name, which only reads.
///
/// @param kind `libc`, `pool` or `jvm`
/// @param outageSeconds from its first request that failed until the recovery region answered it;
///   null when that was not seen
/// @param failed requests until then
/// @param why its habit, and what else explains the figure
public record ClientOutage(String kind, @Nullable Double outageSeconds, long failed, String why) {}
