package dev.lifeboat.watch;

import java.time.Instant;
import java.util.Optional;

/// Last knowledge of whoever kept backups of a database; durable, for `status`.
///
/// @param vault that has them
/// @param base when the newest base was begun; empty where there is none
/// @param log up to when the vault had all that the server wrote; empty where it had nothing
/// @param reaches the position of that; empty as `log`
/// @param epoch of the writer that was kept then; empty where it was noted before epochs were
/// @param timeline of its log; empty as `epoch`
/// @param server whose log it is; empty where it was noted before servers were
public record KnownBackup(
    String workload,
    String database,
    String vault,
    Optional<Instant> base,
    Optional<Instant> log,
    Optional<String> reaches,
    Optional<Long> epoch,
    Optional<Integer> timeline,
    Optional<String> server) {

  /// The same of a vault that has all of it too.
  public KnownBackup in(String other) {
    return new KnownBackup(workload, database, other, base, log, reaches, epoch, timeline, server);
  }
}
