/// PostgreSQL servers under guard: start at [GuardedDatabase].
///
/// Rules kept here:
///
/// - A server is started writable only if its durable assignment says so *and* a fresh look at the
///   placement names this region and the same epoch. In every other case, the arbiter's silence
///   included, it is started under `standby.signal`. This holds for restarts too.
/// - Before every start all processes of the data directory are killed until none is left.
/// - What was ever in recovery becomes writable by a promotion only, which begins a new timeline.
/// - One lock a database serialises everything that changes it.
@NullMarked
package dev.lifeboat.agent.database;

import org.jspecify.annotations.NullMarked;
