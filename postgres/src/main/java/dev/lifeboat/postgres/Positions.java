package dev.lifeboat.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Positions of a server in the log, at one moment.
///
/// @param write end of what was written on a primary; empty on a replica, as is `flush`
/// @param flush end of what is on the primary's disk
/// @param receive end of what a replica received and flushed; kept after its promotion, as is
///   `replay`
/// @param replay end of what a replica applied
/// @param timeline the one written or received now
/// @param replicas who streams from this server, by name
public record Positions(
    boolean inRecovery,
    Optional<Lsn> write,
    Optional<Lsn> flush,
    Optional<Lsn> receive,
    Optional<Lsn> replay,
    int timeline,
    List<Replica> replicas) {

  public Positions {
    replicas = List.copyOf(replicas);
  }

  /// One row of `pg_stat_replication`. What the replica has not told yet is empty.
  ///
  /// @param state `startup`, `catchup`, `streaming`, `backup` or `stopping`
  /// @param syncState `async`, `potential`, `sync` or `quorum`
  /// @param sent end of what was handed to the connection, which may not have arrived
  /// @param replayLag time from the flush here until the replica told it had applied; empty when
  ///   idle
  public record Replica(
      String applicationName,
      String state,
      String syncState,
      Optional<Lsn> sent,
      Optional<Lsn> flush,
      Optional<Lsn> replay,
      Optional<Duration> replayLag) {}
}
