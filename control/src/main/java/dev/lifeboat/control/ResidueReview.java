package dev.lifeboat.control;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.PlacementConflict;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.MoveResidue;
import dev.lifeboat.provider.Platform;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Says of what moves left behind whether it may be deleted, and deletes it: only what was read
/// into a ledger, long enough ago.
///
/// @param age how long ago it must have been read
public record ResidueReview(Platform platform, InstantSource clock, Duration age) {

  /// What became, or may become, of one part.
  public enum Fate {
    /// It stays, for the reason that is told.
    KEPT,
    /// It may be deleted.
    DELETABLE,
    /// It is being deleted.
    DELETED,
    /// It should be deleted and was not.
    FAILED
  }

  /// One part, and what is to become of it.
  ///
  /// @param why it is kept or was not deleted, or the copy that stays of what was
  public record Found(String workload, MoveResidue.Part part, Fate fate, String why) {
    private Found with(Fate other, String words) {
      return new Found(workload, part, other, words);
    }
  }

  /// What is there; nothing is changed.
  public List<Found> look(Workload workload) throws InterruptedException, ProblemException {
    var found = new ArrayList<Found>();
    for (var part : of(workload)) {
      found.add(judged(workload, part));
    }
    return found;
  }

  /// Deletes what may be deleted of what a look found.
  ///
  /// @throws ProblemException LB3003 while a run is open, which may need any of it
  public List<Found> delete(Workload workload, List<Found> seen)
      throws InterruptedException, ProblemException {
    requireNoRun(workload);
    var done = new ArrayList<Found>();
    for (var found : seen) {
      done.add(found.fate() == Fate.DELETABLE ? deleted(workload, found) : found);
    }
    return done;
  }

  private List<MoveResidue.Part> of(Workload workload)
      throws InterruptedException, ProblemException {
    var residue = platform.ability(workload, MoveResidue.class);
    return residue.isPresent() ? residue.get().parts() : List.of();
  }

  private Found judged(Workload workload, MoveResidue.Part part) {
    if (part.goes()) {
      return new Found(workload.name(), part, Fate.KEPT, "it is being deleted");
    }
    if (part.reading().isEmpty()) {
      return new Found(
          workload.name(), part, Fate.KEPT, "nobody read all that it may have alone into a ledger");
    }
    var reading = part.reading().get();
    boolean old = !reading.at().plus(age).isAfter(clock.instant());
    return new Found(
        workload.name(),
        part,
        old ? Fate.DELETABLE : Fate.KEPT,
        "read at %s into the ledger of %s".formatted(reading.at(), reading.run()));
  }

  private Found deleted(Workload workload, Found found)
      throws InterruptedException, ProblemException {
    var residue = platform.ability(workload, MoveResidue.class).orElseThrow();
    try {
      return found.with(Fate.DELETED, residue.delete(found.part()));
    } catch (ProblemException failed) {
      return found.with(Fate.FAILED, failed.problem().phrase());
    }
  }

  /// Refuses to go on beside a run.
  ///
  /// @throws ProblemException LB3003 while one is open
  public void requireNoRun(Workload workload) throws InterruptedException, ProblemException {
    var placed = platform.placements().read(workload.name());
    if (placed.flatMap(Placement::openRun).isPresent()) {
      throw PlacementConflict.of(workload.name(), placed).asException();
    }
  }
}
