package dev.lifeboat.watch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Restores of a database from one vault to try it; durable.
///
/// @param proofs the newest first
public record KnownProofs(
    String workload, String database, String vault, List<RestoreProof> proofs) {
  /// Some years of weekly ones.
  private static final int MOST = 200;

  public KnownProofs {
    proofs = List.copyOf(proofs);
  }

  /// Where nobody tried any yet.
  public static KnownProofs none(String workload, String database, String vault) {
    return new KnownProofs(workload, database, vault, List.of());
  }

  KnownProofs with(RestoreProof proof) {
    return new KnownProofs(
        workload,
        database,
        vault,
        Stream.concat(Stream.of(proof), proofs.stream()).limit(MOST).toList());
  }

  /// The last one that proves the backup.
  public Optional<RestoreProof> last() {
    return proofs.stream().filter(RestoreProof::isProven).findFirst();
  }
}
