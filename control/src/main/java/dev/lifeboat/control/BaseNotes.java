package dev.lifeboat.control;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.KnownBases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Notes of backups that took a base, or failed, for whoever asks how they went over time.
record BaseNotes(ControlledWorkload of) {
  /// A backup that took nothing.
  ///
  /// @param why it did not
  /// @return why that cannot be written
  Optional<Problem> failed(BackedUpDatabase database, Instant at, Problem why) {
    return add(
        database, new KnownBases.Taken(at, Duration.ZERO, 0, 0, Optional.of(why.happened())));
  }

  /// A base.
  ///
  /// @return why that cannot be written
  Optional<Problem> taken(
      KeptDatabase kept,
      PlanVault.Taken taken,
      BackedUpDatabase database,
      Instant at,
      Duration took) {
    long bytes =
        kept.bases().stream()
            .filter(it -> taken.snapshot().equals(Optional.of(it.snapshot())))
            .mapToLong(KeptDatabase.Base::bytes)
            .sum();
    return add(
        database, new KnownBases.Taken(at, took, bytes, taken.addedBytes(), Optional.empty()));
  }

  private Optional<Problem> add(BackedUpDatabase database, KnownBases.Taken backup) {
    try {
      var notes = WatchSources.made(of).notes();
      var known =
          notes.bases(of.workload().name(), database.database().name(), database.vault().name());
      notes.add(known, backup);
      return Optional.empty();
    } catch (ProblemException unwritten) {
      return Optional.of(unwritten.problem());
    }
  }
}
