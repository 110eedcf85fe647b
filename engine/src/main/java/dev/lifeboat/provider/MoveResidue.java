package dev.lifeboat.provider;

import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Residue that moves of a workload left behind, which no run deletes and somebody pays for.
public interface MoveResidue extends Platform.Ability {
  /// One thing that was left.
  ///
  /// @param region of the plan
  /// @param name as its provider knows it
  /// @param words how it stands
  /// @param reading of what it has alone; empty unless all of it was read
  /// @param goes whether it is being deleted already
  record Part(
      String resource,
      String region,
      String name,
      String words,
      Optional<Reading> reading,
      boolean goes) {}

  /// That somebody read what a part has alone.
  sealed interface Reading {
    Instant at();

    /// A ledger has it.
    ///
    /// @param run in whose folder the ledger is
    record OfLedger(String run, Instant at) implements Reading {}

    /// A named person compared it by hand.
    record OfPerson(String name, Instant at) implements Reading {}
  }

  /// All that is there now.
  List<Part> parts() throws InterruptedException, ProblemException;

  /// Notes where everybody sees it that a named person compared what it has alone.
  void compared(Part part, Reading.OfPerson reading) throws InterruptedException, ProblemException;

  /// Deletes it, and keeps a last copy.
  ///
  /// @return the copy, in words
  /// @throws ProblemException when it was not deleted, or nobody can tell
  String delete(Part part) throws InterruptedException, ProblemException;
}
