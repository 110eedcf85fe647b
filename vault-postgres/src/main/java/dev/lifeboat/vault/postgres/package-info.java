/// PostgreSQL in a vault: base backups, the log between and after them, and servers restored to any
/// point of it.
///
/// Start at [dev.lifeboat.vault.postgres.PostgresSource], which is backed up,
/// [dev.lifeboat.vault.postgres.LogFollower], which keeps its log, and
/// [dev.lifeboat.vault.postgres.PostgresRestore].
///
/// Rules kept here:
///
/// - The log has no gap that nobody is told of. One that there is ends the following and every
///   restore beyond it, until there is a new base.
/// - A server need not keep what is durable in the vault, and nothing else.
/// - Nothing is written where a target cannot be reached.
@NullMarked
package dev.lifeboat.vault.postgres;

import org.jspecify.annotations.NullMarked;
