/// PostgreSQL as Lifeboat needs it: binaries, one server's files, its positions, clones of it.
///
/// Start at [dev.lifeboat.postgres.Server] (the files of one server),
/// [dev.lifeboat.postgres.Session] (talk to it) and [dev.lifeboat.postgres.BaseBackup] (clone it).
///
/// Rules kept here:
///
/// - Nothing here starts or ends a postmaster: the caller does, and keeps its process id.
/// - Every wait on a socket has a deadline in milliseconds that a frozen server cannot stretch.
/// - A crash between two file changes leaves a server read-only, never a second writer.
/// - A file that decides who may write is durable before the call that wrote it returns.
@NullMarked
package dev.lifeboat.postgres;

import org.jspecify.annotations.NullMarked;
