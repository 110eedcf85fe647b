package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.RestoreProof;
import dev.lifeboat.watch.WatchFolder;
import java.time.Instant;
import java.util.Optional;

/// Restores of a database from a vault that were made to try it, as their note tells.
///
/// @param proven when the last one was that proves the backup
/// @param failed why the newest one proves nothing; empty where it proves the backup
/// @param unknown why the note does not tell
record TriedRestores(Optional<Instant> proven, Optional<String> failed, Optional<String> unknown) {
  /// Of a database that nobody restored.
  static final TriedRestores NONE =
      new TriedRestores(Optional.empty(), Optional.empty(), Optional.empty());

  static TriedRestores of(
      WatchFolder notes, String workload, String database, String vault, Instant now) {
    try {
      var proofs = notes.proofs(workload, database, vault).proofs();
      var newest = proofs.stream().findFirst();
      return new TriedRestores(
          proofs.stream()
              .filter(it -> it.isProven() && !it.at().isAfter(now))
              .map(RestoreProof::at)
              .findFirst(),
          newest.flatMap(RestoreProof::why),
          newest
              .filter(it -> it.at().isAfter(now))
              .map(it -> "its newest is noted at %s, which is to come".formatted(it.at())));
    } catch (ProblemException unread) {
      var why = Optional.of(unread.problem().happened());
      return new TriedRestores(Optional.empty(), Optional.empty(), why);
    }
  }
}
